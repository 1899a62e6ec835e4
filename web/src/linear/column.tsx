import { type DragEvent, useState } from 'react';
import type { Board, BoardState } from '../api/linear.ts';
import { CARD_TYPE } from './card-type.ts';
import { IssueCard } from './issue-card.tsx';
import type { CardChanges } from './use-card-change.ts';

interface ColumnProps {
  state: BoardState;
  /** Names of all states of the team, in order. */
  states: string[];
  users: Board['users'];
  change: CardChanges;
}

export function Column({ state, states, users, change }: ColumnProps) {
  const [over, setOver] = useState(false);
  const carriesCard = (event: DragEvent) => event.dataTransfer.types.includes(CARD_TYPE);
  const onDragOver = (event: DragEvent) => {
    if (!carriesCard(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    const identifier = event.dataTransfer.getData(CARD_TYPE);
    setOver(false);
    if (identifier === '') return;
    event.preventDefault();
    if (!state.issues.some((card) => card.identifier === identifier))
      void change.move(identifier, state.name);
  };
  return (
    <section
      className={over ? 'column column-over' : 'column'}
      aria-label={state.name}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h3>
        <span className="dot" style={{ backgroundColor: state.color }} aria-hidden="true" /> {state.name}{' '}
        <span className="muted">{state.issues.length}</span>
      </h3>
      <ul>
        {state.issues.map((card) => (
          <IssueCard key={card.identifier} card={card} states={states} users={users} change={change} />
        ))}
      </ul>
    </section>
  );
}
