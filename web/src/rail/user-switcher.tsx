import { displayName, useWorkspace } from '../state/workspace.tsx';

/** Acting as someone else, to see what others and guests may do. */
export function UserSwitcher({ onSwitch }: { onSwitch: (user: string) => void }) {
  const { users, me } = useWorkspace();
  return (
    <label className="switcher">
      <span>You are</span>
      <select value={me} data-testid="user-switcher" onChange={(event) => onSwitch(event.target.value)}>
        {users
          .filter((user) => !user.is_bot)
          .map((user) => (
            <option key={user.id} value={user.id}>
              @{displayName(user)}
              {user.guest ? ' (guest)' : ''}
            </option>
          ))}
      </select>
    </label>
  );
}
