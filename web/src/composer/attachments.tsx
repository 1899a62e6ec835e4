import type { OutgoingFile } from '../api/types.ts';
import { CloseIcon, FileIcon } from '../ui/icons.tsx';

/** What one message may carry here; the sandbox holds files in memory. */
const MOST_BYTES = 20 * 1024 * 1024;

function readAsBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error(`${file.name} could not be read.`));
    reader.readAsDataURL(file);
  });
}

/** Reads chosen files for the wire; throws with a sentence when one is too large or unreadable. */
export async function readFiles(files: File[]): Promise<OutgoingFile[]> {
  const tooLarge = files.find((file) => file.size > MOST_BYTES);
  if (tooLarge) throw new Error(`${tooLarge.name} is larger than 20 MB.`);
  return Promise.all(
    files.map(async (file) => ({
      name: file.name,
      ...(file.type ? { mimetype: file.type } : {}),
      content_base64: await readAsBase64(file),
    })),
  );
}

interface AttachmentsProps {
  files: File[];
  onRemove: (file: File) => void;
}

export function Attachments({ files, onRemove }: AttachmentsProps) {
  if (files.length === 0) return null;
  return (
    <ul className="attachments" aria-label="Files to send">
      {files.map((file) => (
        <li key={`${file.name}-${file.lastModified}-${file.size}`} className="chip">
          <FileIcon /> {file.name}
          <button type="button" aria-label={`Remove ${file.name}`} onClick={() => onRemove(file)}>
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}
