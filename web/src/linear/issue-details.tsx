import type { Board, Card } from '../api/linear.ts';
import { AddLine } from '../panels/add-line.tsx';
import { Editable } from '../panels/editable.tsx';
import { TextLink } from '../text/mentions.tsx';
import type { CardChanges } from './use-card-change.ts';

interface IssueDetailsProps {
  id: string;
  card: Card;
  users: Board['users'];
  change: CardChanges;
}

/** Below an opened card: what a person may change, and what others wrote. */
export function IssueDetails({ id, card, users, change }: IssueDetailsProps) {
  const { identifier, assignee } = card;
  const assign = (email: string) => {
    const name = users.find((user) => user.email === email)?.name;
    const said = name ? `${identifier} is ${name}'s now.` : `${identifier} is nobody's now.`;
    void change.edit(identifier, { assignee: name ? email : null }, said);
  };
  const setDue = (due: string | null) => {
    if (due === card.due) return;
    const said = due ? `${identifier} is due ${due}.` : `${identifier} has no date.`;
    void change.edit(identifier, { due }, said);
  };
  return (
    <div id={id} className="card-details">
      <Editable
        label={`Title of ${identifier}`}
        value={card.title}
        button="Change the title"
        onSave={(title) => void change.edit(identifier, { title }, `${identifier} has a new title.`)}
      />
      <label>
        Assignee
        <select
          className="field"
          value={assignee?.email ?? ''}
          onChange={(event) => assign(event.target.value)}
        >
          <option value="">Nobody</option>
          {users
            .filter((user) => user.active || user.email === assignee?.email)
            .map(({ email, name }) => (
              <option key={email} value={email}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <label>
        Due
        <input
          type="date"
          className="field"
          key={card.due}
          defaultValue={card.due ?? ''}
          // Not while it is typed: a year has four digits.
          onBlur={(event) => setDue(event.target.value || null)}
        />
      </label>
      {[card.project, ...card.labels].some(Boolean) ? (
        <p className="muted">{[card.project, ...card.labels].filter(Boolean).join(' · ')}</p>
      ) : null}
      {card.attachments.map(({ url, title }) => (
        <TextLink key={url} url={url}>
          {title}
        </TextLink>
      ))}
      {card.comments.length > 0 ? (
        <ul aria-label={`Comments on ${identifier}`}>
          {card.comments.map(({ by, body }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: comments are known by their place
            <li key={index}>
              <strong>{by}</strong> {body}
            </li>
          ))}
        </ul>
      ) : null}
      <AddLine
        label={`Comment on ${identifier}`}
        button="Comment"
        onAdd={(body) => change.comment(identifier, body)}
      />
    </div>
  );
}
