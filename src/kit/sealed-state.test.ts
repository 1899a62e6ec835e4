import { expect, test } from 'vitest';
import { createSeal } from './seal.ts';
import { openState, sealState } from './sealed-state.ts';

const seal = createSeal([{ id: 'k1', key: new Uint8Array(32).fill(1) }]);
const until = new Date('2026-05-04T08:15:00Z');

test('comes back as it went, until its time is over', () => {
  const text = sealState(seal, { workspaceId: 'T1' }, until);
  expect(text).toMatch(/^[\w.-]+$/);
  expect(openState(seal, text, until)).toEqual({ workspaceId: 'T1' });
  expect(openState(seal, text, new Date(until.getTime() + 1))).toBeUndefined();
});

test('what somebody else wrote or altered opens for nobody', () => {
  const text = sealState(seal, { workspaceId: 'T1' }, until);
  const other = createSeal([{ id: 'k1', key: new Uint8Array(32).fill(2) }]);
  for (const wrong of [
    sealState(other, { workspaceId: 'T1' }, until),
    `${text.slice(0, -6)}AAAAAA`,
    '',
    'a.b',
  ])
    expect(openState(seal, wrong, until)).toBeUndefined();
});
