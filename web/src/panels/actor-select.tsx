import type { Actor } from './use-actor.ts';

export function ActorSelect({ actor }: { actor: Actor }) {
  return (
    <label className="tool-choice">
      <span>Acting as</span>
      <select className="field" value={actor.by} onChange={(event) => actor.choose(event.target.value)}>
        {actor.people.map(({ name, email }) => (
          <option key={email} value={email}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
