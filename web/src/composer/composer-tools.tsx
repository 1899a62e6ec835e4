import { useRef } from 'react';
import { api } from '../api/client.ts';
import { fileOf, samples } from '../samples/samples.ts';
import { useWorkspace } from '../state/workspace.tsx';
import { BoltIcon, ClipIcon, PageIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';

interface ComposerToolsProps {
  channel: string;
  onFiles: (files: File[]) => void;
}

/** Beside the text: choosing files, sample transcripts, and the app's global shortcuts. */
export function ComposerTools({ channel, onFiles }: ComposerToolsProps) {
  const { me, shortcuts } = useWorkspace();
  const toast = useToast();
  const picker = useRef<HTMLInputElement>(null);
  const global = shortcuts.filter((shortcut) => shortcut.type === 'global');
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        data-testid="file-input"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <button
        type="button"
        className="btn btn-bare"
        aria-label="Attach files"
        title="Attach files"
        onClick={() => picker.current?.click()}
      >
        <ClipIcon />
      </button>
      <Menu
        label="Try a transcript"
        className="btn btn-bare composer-try"
        icon={
          <>
            <PageIcon /> <span>Try a transcript</span>
          </>
        }
        items={samples.map((sample) => ({
          key: sample.name,
          label: `Try: ${sample.name}`,
          hint: sample.hint,
          onSelect: () => onFiles([fileOf(sample)]),
        }))}
      />
      {global.length > 0 ? (
        <Menu
          label="Shortcuts"
          className="btn btn-bare"
          icon={<BoltIcon />}
          items={global.map((shortcut) => ({
            key: shortcut.callback_id,
            label: shortcut.name,
            onSelect: () => {
              api.shortcut({ user: me, callback_id: shortcut.callback_id, channel }).catch(toast.error);
            },
          }))}
        />
      ) : null}
    </>
  );
}
