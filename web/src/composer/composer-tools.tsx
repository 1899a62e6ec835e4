import { useRef } from 'react';
import { api } from '../api/client.ts';
import { useWorkspace } from '../state/workspace.tsx';
import { BoltIcon, ClipIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';

interface ComposerToolsProps {
  channel: string;
  onFiles: (files: FileList | null) => void;
}

/** Beside the text: choosing files, and the app's global shortcuts. */
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
          onFiles(event.target.files);
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
