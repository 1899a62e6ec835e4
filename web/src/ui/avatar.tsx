import type { User } from '../api/types.ts';

const COLORS = ['#2f6f8f', '#8a5a2b', '#5b6aa8', '#7a4c74', '#4d7a3a', '#a14b4b', '#3d7b74'];

function colorOf(user: User | undefined, name: string): string {
  if (user?.color) return user.color.startsWith('#') ? user.color : `#${user.color}`;
  const sum = [...name].reduce((total, char) => total + (char.codePointAt(0) ?? 0), 0);
  return COLORS[sum % COLORS.length] ?? '#3d7b74';
}

export function Avatar({ user, name }: { user: User | undefined; name: string }) {
  return (
    <span
      className={user?.is_bot ? 'avatar avatar-bot' : 'avatar'}
      aria-hidden="true"
      style={{ backgroundColor: colorOf(user, name) }}
    >
      {name.replace(/^@/, '').slice(0, 1).toUpperCase()}
    </span>
  );
}
