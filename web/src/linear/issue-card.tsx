import { useState } from 'react';
import type { Board, Card } from '../api/linear.ts';
import { CARD_TYPE } from './card-type.ts';
import { IssueDetails } from './issue-details.tsx';
import { type CardChanges, moveId } from './use-card-change.ts';

interface IssueCardProps {
  card: Card;
  states: string[];
  users: Board['users'];
  change: CardChanges;
}

/** One issue: what it is at a glance, where it goes next, and the rest on request. */
export function IssueCard({ card, states, users, change }: IssueCardProps) {
  const [open, setOpen] = useState(false);
  const { identifier, title, assignee, due, priority } = card;
  const detailsId = `details-${identifier}`;
  const closed = card.state.type === 'completed' || card.state.type === 'canceled';
  return (
    <li
      className={closed ? 'card card-closed' : 'card'}
      data-testid="issue"
      draggable={!open}
      onDragStart={(event) => {
        event.dataTransfer.setData(CARD_TYPE, identifier);
        event.dataTransfer.effectAllowed = 'move';
      }}
    >
      <div className="card-head">
        <a href={card.url} target="_blank" rel="noreferrer noopener">
          {identifier}
        </a>
        {card.parent ? <small className="muted">of {card.parent}</small> : null}
        {priority === 'No priority' ? null : (
          <span className={priority === 'Urgent' ? 'badge badge-broken' : 'badge'}>{priority}</span>
        )}
      </div>
      <button
        type="button"
        className="card-title"
        aria-expanded={open}
        aria-controls={open ? detailsId : undefined}
        onClick={() => setOpen(!open)}
      >
        {title}
      </button>
      <p className="card-facts muted">
        {assignee?.name ?? 'Nobody'}
        {due ? (
          <>
            {' · due '}
            <time dateTime={due}>{due}</time>
          </>
        ) : null}
      </p>
      <select
        id={moveId(identifier)}
        className="field"
        aria-label={`State of ${identifier}`}
        value={card.state.name}
        onChange={(event) => void change.move(identifier, event.target.value)}
      >
        {states.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {open ? <IssueDetails id={detailsId} card={card} users={users} change={change} /> : null}
    </li>
  );
}
