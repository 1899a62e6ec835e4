import { type ReactNode, useState } from 'react';
import type { BlockNode } from '../api/notion.ts';
import { Editable } from '../panels/editable.tsx';
import { NotionText } from './notion-text.tsx';
import { usePageActs } from './page-acts.ts';

/** A to-do one can tick and write over. */
export function Todo({ block, children }: { block: BlockNode; children: ReactNode }) {
  const acts = usePageActs();
  /** What was just chosen, shown until the page has been read again. */
  const [ticked, setTicked] = useState<boolean>();
  const checked = ticked ?? block.checked === true;
  const name = block.text || 'Untitled';

  const tick = async (next: boolean) => {
    setTicked(next);
    await acts.tick(block.id, next);
    setTicked(undefined);
  };
  return (
    <li className={checked ? 'notion-todo notion-todo-done' : 'notion-todo'} data-testid="todo">
      <input
        type="checkbox"
        aria-label={name}
        checked={checked}
        onChange={(event) => void tick(event.target.checked)}
      />
      <div>
        <Editable
          label={`Text of ${name}`}
          value={block.text}
          button="Edit"
          buttonLabel={`Edit ${name}`}
          quiet
          onSave={(text) => void acts.rewrite(block.id, text)}
        >
          <span className="notion-words">
            <NotionText items={block.richText} />
          </span>
        </Editable>
        {children}
      </div>
    </li>
  );
}
