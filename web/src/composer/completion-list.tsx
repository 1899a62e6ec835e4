import type { Suggestion } from './completion.ts';

interface CompletionListProps {
  id: string;
  suggestions: Suggestion[];
  active: number;
  onTake: (suggestion: Suggestion) => void;
}

export function CompletionList({ id, suggestions, active, onTake }: CompletionListProps) {
  return (
    <div id={id} role="listbox" aria-label="Suggestions" className="completion">
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: the composer handles the keys
        <div
          key={suggestion.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={index === active ? 'option option-active' : 'option'}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <span>{suggestion.label}</span>
          {suggestion.hint ? <small>{suggestion.hint}</small> : null}
        </div>
      ))}
    </div>
  );
}
