import { useState } from 'react';

interface AddLineProps {
  label: string;
  button: string;
  /** Resolves to whether it was added; what was written stays otherwise. */
  onAdd: (text: string) => Promise<boolean>;
}

/** A box and a button for one more of something. */
export function AddLine({ label, button, onAdd }: AddLineProps) {
  const [text, setText] = useState('');
  const add = async () => {
    if (text.trim() !== '' && (await onAdd(text.trim()))) setText('');
  };
  return (
    <form
      className="edit-line"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        className="field"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="btn" disabled={text.trim() === ''}>
        {button}
      </button>
    </form>
  );
}
