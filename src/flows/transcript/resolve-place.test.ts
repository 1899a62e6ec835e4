import { describe, expect, it } from 'vitest';
import type { LinearCatalog } from '../../contracts/linear.ts';
import { type PlacesKnown, resolvePlaces, type ToPlace } from './resolve-place.ts';

const user = (id: string, teamIds?: string[], guest = false): LinearCatalog['users'][number] => ({
  ...{ id, name: id, displayName: id, email: `${id}@a.example`, active: true, guest },
  ...(teamIds ? { teamIds } : {}),
});
const catalog: LinearCatalog = {
  teams: [
    { id: 'design', key: 'DES', name: 'Design', private: false },
    { id: 'board', key: 'BOA', name: 'Board', private: true },
    { id: 'eng', key: 'ENG', name: 'Engineering', private: false },
    { id: 'sales', key: 'SAL', name: 'Sales', private: false },
  ],
  projects: [
    { id: 'importer', name: 'Importer rewrite', teamIds: ['design', 'eng'] },
    { id: 'secret', name: 'Secret merger', teamIds: ['board'] },
  ],
  milestones: [],
  users: [
    user('ann', ['eng']),
    user('ben', ['design', 'sales', 'board']),
    user('gus', ['eng'], true),
    user('mia', ['board']),
    user('old'),
  ],
  states: [],
  labels: [],
  fetchedAt: null,
};
const item = (assigneeId: string | null, said = 'Water the plants'): ToPlace => ({ said, assigneeId });
const teamsOf = (items: ToPlace[], known: Partial<PlacesKnown> = {}) =>
  resolvePlaces(items, { catalog, last: null, openIssues: new Map(), ...known }).map(({ teamId }) => teamId);

describe('an item goes', () => {
  it('to the only team of its owner, wherever the channel used to put things', () => {
    expect(teamsOf([item('ann')], { last: { teamId: 'sales', projectId: null } })).toEqual(['eng']);
  });

  it('of an owner in several teams, where the channel puts things, else where most of their issues are', () => {
    expect(teamsOf([item('ben')], { last: { teamId: 'sales', projectId: null } })).toEqual(['sales']);
    const openIssues = new Map([
      [
        'ben',
        new Map([
          ['DES', 3],
          ['SAL', 1],
          ['BOA', 9],
        ]),
      ],
    ]);
    expect(teamsOf([item('ben')], { openIssues })).toEqual(['design']);
    expect(teamsOf([item('ben')])).toEqual([null]);
  });

  it('of nobody, where most of the meeting goes, else where the channel puts things', () => {
    expect(teamsOf([item('ann'), item(null), item('gus')])).toEqual(['eng', 'eng', 'eng']);
    expect(teamsOf([item(null)], { last: { teamId: 'sales', projectId: null } })).toEqual(['sales']);
  });

  it('nowhere when nothing says where: a person is asked', () => {
    expect(teamsOf([item(null), item(null)])).toEqual([null, null]);
  });

  it('to the one team there is, whoever owns it', () => {
    const one = { ...catalog, teams: catalog.teams.slice(0, 2), users: [] };
    expect(teamsOf([item(null)], { catalog: one })).toEqual(['design']);
  });

  it('to the project its words name, in the team of it where its owner is', () => {
    const said = 'Finish the importer rewrite';
    expect(resolvePlaces([item('gus', said)], { catalog, last: null, openIssues: new Map() })).toEqual([
      { teamId: 'eng', projectId: 'importer' },
    ]);
    expect(teamsOf([item('ben', said)])).toEqual(['design']);
  });

  it('never to a private team, and never to one where its owner could not be assigned', () => {
    expect(teamsOf([item('ben', 'the secret merger'), item('mia')])).toEqual([null, null]);
    const openIssues = new Map([['ben', new Map([['SAL', 2]])]]);
    const guest = { ...catalog, users: [user('ben', ['sales']), user('gus', [], true)] };
    expect(teamsOf([item('ben'), item('gus')], { catalog: guest, openIssues })).toEqual(['sales', null]);
  });

  it('nowhere for an owner of whom no teams are known yet, but with the rest', () => {
    expect(teamsOf([item('old')])).toEqual([null]);
    expect(teamsOf([item('old'), item('ann')])).toEqual(['eng', 'eng']);
  });
});
