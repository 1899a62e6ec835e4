import { expect, it } from 'vitest';
import type { LinearCatalog } from '../../contracts/linear.ts';
import { resolveOwner } from './resolve-person.ts';

const user = (id: string, name: string): LinearCatalog['users'][number] => ({
  ...{ id, name, displayName: id, email: `${id}@a.example`, active: true },
});
const users = [
  user('ann', 'Ann Reed'),
  user('bo', 'Bo Lind'),
  user('cb', 'Chris Berg'),
  user('cw', 'Chris Wong'),
];
const resolve = (spoken: string) =>
  resolveOwner({ state: 'named', spoken }, { users, remembered: new Map(), participants: [] });

it('work of two people is a question: an issue has one assignee', () => {
  expect(resolve('Ann and Bo')).toEqual({
    owner: { state: 'ambiguous', spoken: 'Ann and Bo', candidates: ['Ann Reed', 'Bo Lind'] },
    assigneeId: null,
  });
});

it('a person nobody knows, alone or beside one, is left as they were called', () => {
  for (const spoken of ['Zoe', 'Ann and Zoe', 'Design Team'])
    expect(resolve(spoken)).toEqual({ owner: { state: 'named', spoken }, assigneeId: null });
});

it('one name is one person, or the people who share it', () => {
  expect(resolve('Bo (PM)').assigneeId).toBe('bo');
  expect(resolve('Chris').owner).toMatchObject({
    state: 'ambiguous',
    candidates: ['Chris Berg', 'Chris Wong'],
  });
});
