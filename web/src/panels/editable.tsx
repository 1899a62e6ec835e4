import { type ReactNode, useEffect, useRef, useState } from 'react';
import { EditLine } from './edit-line.tsx';

interface EditableProps {
  /** Names the box while it is being written in. */
  label: string;
  value: string;
  /** The button that begins: what is on it, and its name where that says too little. */
  button: string;
  buttonLabel?: string;
  quiet?: boolean;
  onSave: (text: string) => void;
  /** How it looks while nobody writes. */
  children?: ReactNode;
}

/** Something written that a person may write over; the focus is back on its button afterwards. */
export function Editable({
  label,
  value,
  button,
  buttonLabel,
  quiet = false,
  onSave,
  children,
}: EditableProps) {
  const [editing, setEditing] = useState(false);
  const begin = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) begin.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const stop = () => setEditing(false);
  if (editing) {
    const save = (text: string) => {
      stop();
      onSave(text);
    };
    return <EditLine label={label} value={value} onCancel={stop} onSave={save} />;
  }
  return (
    <div className="editable">
      {children}
      <button
        ref={begin}
        type="button"
        className={quiet ? 'btn btn-quiet' : 'btn'}
        aria-label={buttonLabel}
        onClick={() => setEditing(true)}
      >
        {button}
      </button>
    </div>
  );
}
