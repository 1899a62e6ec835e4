import { type ClipboardEvent, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { composerId, placeOf, useDrafts } from '../state/drafts.tsx';
import { useWorkspace } from '../state/workspace.tsx';
import { SendIcon } from '../ui/icons.tsx';
import { useToast } from '../ui/toast.tsx';
import { Attachments } from './attachments.tsx';
import { applySuggestion, completionAt, type Suggestion } from './completion.ts';
import { CompletionList } from './completion-list.tsx';
import { ComposerTools } from './composer-tools.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useSend } from './use-send.ts';

interface ComposerProps {
  channel: string;
  thread?: string;
  /** The accessible name: "Message #pricing", or "Reply" in a thread. */
  label: string;
}

export function Composer({ channel, thread, label }: ComposerProps) {
  const workspace = useWorkspace();
  const drafts = useDrafts();
  const toast = useToast();
  const send = useSend(channel, thread);
  const place = placeOf(channel, thread);
  const text = drafts.textOf(place);
  const box = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const listId = useId();
  const [files, setFiles] = useState<File[]>([]);
  const [caret, setCaret] = useState(0);
  const [dismissed, setDismissed] = useState('');
  const [active, setActive] = useState(0);
  const [sending, setSending] = useState(false);

  const found = text === dismissed ? undefined : completionAt(text, caret, workspace);
  const chosen = found ? Math.min(active, found.suggestions.length - 1) : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 220)}px`;
  }, [text]);

  const write = (next: string, at: number) => {
    drafts.setText(place, next);
    setCaret(at);
    setActive(0);
  };

  const take = (suggestion: Suggestion) => {
    if (!found) return;
    const next = applySuggestion(text, caret, found.from, suggestion);
    write(next.text, next.caret);
    setDismissed(next.text);
    requestAnimationFrame(() => box.current?.setSelectionRange(next.caret, next.caret));
  };

  const submit = async () => {
    if (sending || (text.trim() === '' && files.length === 0)) return;
    setSending(true);
    // Emptied at once, so that one can go on writing; given back if the sandbox refuses.
    drafts.setText(place, '');
    setFiles([]);
    try {
      await send(text, files);
    } catch (error) {
      drafts.setText(place, text);
      setFiles(files);
      toast.error(error);
    } finally {
      setSending(false);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const current = found?.suggestions[chosen];
    if (found && current) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        setActive((chosen + step + found.suggestions.length) % found.suggestions.length);
        return;
      }
      if (event.key === 'Enter' || event.key === 'Tab') {
        event.preventDefault();
        take(current);
        return;
      }
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        setDismissed(text);
        return;
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void submit();
    }
  };

  const addFiles = (more: readonly File[]) => {
    if (more.length === 0) return;
    setFiles((now) => [...now, ...more]);
    box.current?.focus();
  };
  const dropping = useFileDrop(form, addFiles);
  const onPaste = (event: ClipboardEvent) => addFiles([...event.clipboardData.files]);

  return (
    <form
      ref={form}
      className={dropping ? 'composer composer-dropping' : 'composer'}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {found ? (
        <CompletionList id={listId} suggestions={found.suggestions} active={chosen} onTake={take} />
      ) : null}
      <textarea
        ref={box}
        id={composerId(place)}
        rows={1}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={found ? listId : undefined}
        aria-activedescendant={found ? `${listId}-${chosen}` : undefined}
        placeholder={label}
        value={text}
        onChange={(event) => write(event.target.value, event.target.selectionStart)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <Attachments files={files} onRemove={(file) => setFiles(files.filter((other) => other !== file))} />
      <div className="composer-bar">
        <ComposerTools channel={channel} onFiles={addFiles} />
        <span className="composer-hint">
          <kbd>Enter</kbd> sends · <kbd>Shift Enter</kbd> new line · <kbd>/</kbd> commands
        </span>
        <button
          type="submit"
          className="btn btn-primary btn-icon"
          aria-label={thread ? 'Send reply' : 'Send message'}
          disabled={sending || (text.trim() === '' && files.length === 0)}
        >
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
