import { expect, it } from 'vitest';
import { groupMessages } from './group-messages.ts';

const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
const at = (time: string) => String(Date.parse(`2026-02-18T${time}Z`) / 1000);

it('messages by one person a minute apart share a head; another person, a pause or a new day starts anew', () => {
  const shown = groupMessages(
    [
      { ts: at('10:00:00'), user: 'U1' },
      { ts: at('10:01:00'), user: 'U1' },
      { ts: at('10:01:30'), user: 'U2' },
      { ts: at('10:09:00'), user: 'U2' },
      { ts: at('23:59:00'), user: 'U2' },
      { ts: String(Number(at('23:59:00')) + 90), user: 'U2' },
    ],
    day,
  );
  expect(shown.map((one) => one.compact)).toEqual([false, true, false, false, false, false]);
  expect(shown.map((one) => one.startsDay)).toEqual([true, false, false, false, false, true]);
});

it('what only I can see never hides behind the head of a public message', () => {
  const shown = groupMessages(
    [
      { ts: at('10:00:00'), user: 'B1' },
      { ts: at('10:00:01'), user: 'B1', ephemeral: true },
    ],
    day,
  );
  expect(shown[1]?.compact).toBe(false);
});
