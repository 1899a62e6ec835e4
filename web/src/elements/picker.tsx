import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { CloseIcon } from '../ui/icons.tsx';
import type { Choice } from './select-options.ts';

/** Looking up while one types waits this long, so that each letter is not a request. */
const SETTLE_MS = 150;

interface PickerProps {
  many: boolean;
  max?: number;
  placeholder: string;
  chosen: Choice[];
  find: (query: string) => Promise<Choice[]>;
  onChange: (chosen: Choice[]) => void;
  aria: Record<string, string | boolean | undefined>;
}

/** A combobox: type to filter, arrows to move, Enter to take, Backspace to take back. */
export function Picker({ many, max, placeholder, chosen, find, onChange, aria }: PickerProps) {
  const listId = useId();
  const box = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [choices, setChoices] = useState<Choice[]>([]);
  const [active, setActive] = useState(0);
  const lookUp = useEffectEvent(find);

  useEffect(() => {
    if (!open) return;
    let stale = false;
    const timer = setTimeout(
      async () => {
        const found = await lookUp(query);
        if (stale) return;
        setChoices(found);
        setActive(0);
      },
      query ? SETTLE_MS : 0,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [open, query]);

  const isChosen = (choice: Choice) => chosen.some((other) => other.value === choice.value);
  const take = (choice: Choice) => {
    setQuery('');
    if (!many) {
      onChange([choice]);
      setOpen(false);
    } else if (isChosen(choice)) {
      onChange(chosen.filter((other) => other.value !== choice.value));
    } else if (max === undefined || chosen.length < max) {
      onChange([...chosen, choice]);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + choices.length) % Math.max(choices.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const choice = open ? choices[active] : undefined;
      if (choice) take(choice);
      else setOpen(true);
    } else if (event.key === 'Escape' && open) {
      // The list closes, not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && query === '' && chosen.length > 0) {
      onChange(chosen.slice(0, -1));
    }
  };

  return (
    <div className="picker">
      <div className="field picker-box">
        {chosen.map((choice) => (
          <span key={choice.value} className="chip">
            {choice.label}
            <button
              type="button"
              aria-label={`Remove ${choice.label}`}
              onClick={() => {
                onChange(chosen.filter((other) => other.value !== choice.value));
                box.current?.focus();
              }}
            >
              <CloseIcon />
            </button>
          </span>
        ))}
        <input
          ref={box}
          role="combobox"
          {...aria}
          aria-label={aria['aria-labelledby'] ? undefined : placeholder}
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && choices[active] ? `${listId}-${active}` : undefined}
          placeholder={chosen.length === 0 ? placeholder : ''}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setOpen(true);
          }}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={placeholder}
        aria-multiselectable={many}
        className="picker-list"
        hidden={!open}
      >
        {choices.length === 0 ? <p className="picker-none">Nothing to show yet.</p> : null}
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox
          <div
            key={choice.value}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={isChosen(choice)}
            className={index === active ? 'option option-active' : 'option'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            <span>{choice.label}</span>
            {isChosen(choice) ? <span aria-hidden="true">✓</span> : null}
          </div>
        ))}
      </div>
    </div>
  );
}
