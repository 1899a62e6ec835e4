import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

interface EditLineProps {
  label: string;
  value: string;
  onSave: (text: string) => void;
  onCancel: () => void;
}

/** A line that is being written over: Enter or Save keeps it, Escape or Cancel does not. */
export function EditLine({ label, value, onSave, onCancel }: EditLineProps) {
  const [text, setText] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.select(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
  };
  return (
    <form
      className="edit-line"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = text.trim();
        if (wanted === '' || wanted === value) onCancel();
        else onSave(wanted);
      }}
    >
      <input
        ref={box}
        className="field"
        aria-label={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="btn btn-primary">
        Save
      </button>
      <button type="button" className="btn btn-quiet" onClick={onCancel}>
        Cancel
      </button>
    </form>
  );
}
