import { expect, test } from 'vitest';
import { expectGoldenView } from '../../../test/helpers/golden.ts';
import { hostile } from '../../../test/helpers/nasty-words.ts';
import type { LinearCatalog } from '../../contracts/linear.ts';
import {
  type ItemVerb,
  itemValue,
  pairValue,
  reviewActionIds,
  reviewPageValue,
} from '../../vendors/slack/review-action-ids.ts';
import { driveDoor, press } from './drive-door-for-test.ts';
import { editItemView } from './item-modal.ts';
import { readItemForm } from './read-item-form.ts';

const transcriptId = '33333333-3333-4333-8333-333333333333';
const itemId = '44444444-4444-4444-8444-444444444444';
const fields = {
  title: 'Send the quote',
  description: '',
  teamId: 'team-1',
  projectId: 'project-1',
  milestoneId: null,
  newMilestone: null,
  assigneeId: null,
  due: '2026-11-27',
  priority: 2 as const,
  estimate: 3,
  labelIds: ['label-1'],
  subtasks: ['Ask Sam'],
};
const item = {
  itemId,
  version: 4,
  position: 0,
  state: 'proposed' as const,
  extracted: {
    title: 'Send the quote',
    description: '',
    owner: { state: 'none' as const },
    due: null,
    dueSpoken: null,
    priority: 0 as const,
    subtasks: [],
    kind: 'open' as const,
    certainty: 'firm' as const,
    citation: { turn: 1, quote: 'I send the quote' },
  },
  fields,
  speaker: 'Jane',
  startMs: 1_000,
  likely: { issueId: 'issue-9', identifier: 'ENG-9', url: 'https://linear.app/x/issue/ENG-9' },
  issue: null,
  problem: null,
};
const transcript = {
  transcriptId,
  channelId: 'C1',
  items: [item],
  extract: {
    summary: [{ text: 'A quote goes out.', citation: { turn: 1, quote: 'I send the quote' } }],
    decisions: [],
    questions: [{ text: 'Who pays?', citation: { turn: 2, quote: 'who pays' } }],
  },
};
const catalog: LinearCatalog = {
  teams: [
    { id: 'team-1', key: 'SAL', name: 'Sales', private: false },
    { id: 'team-2', key: 'BRD', name: 'Board', private: true },
  ],
  projects: [{ id: 'project-1', name: 'Q4', teamIds: ['team-1'] }],
  milestones: [{ id: 'milestone-1', name: 'Beta', projectId: 'project-1' }],
  users: [{ id: 'user-1', name: 'Jane Doe', displayName: 'jane', email: 'j@acme.test', active: true }],
  states: [],
  labels: [{ id: 'label-1', name: 'Bug', teamId: null }],
  fetchedAt: null,
};

const openDoor = async () => {
  const door = await driveDoor();
  Object.assign(door.hallAnswers, {
    'transcript.get': transcript,
    'transcript.createWork': {},
    'transcript.undoWork': {},
    'transcript.goOn': {},
    'transcript.forget': {},
    'transcript.dropItem': {},
    'transcript.linkItem': {},
    'transcript.resolveConflict': {},
    'transcript.editItem': { fields },
    'notification.turnReview': {},
    'linear.catalog': catalog,
    'linear.syncComments': {},
    'transcript.chooseTeam': {},
  });
  return door;
};

const by = 'UADA';
const acts: [string, string, string, unknown][] = [
  [reviewActionIds.create, transcriptId, 'transcript.createWork', { transcriptId, by }],
  [reviewActionIds.undo, transcriptId, 'transcript.undoWork', { transcriptId, by }],
  [reviewActionIds.again, transcriptId, 'transcript.goOn', { transcriptId, propose: 'everything', by }],
  [
    reviewActionIds.differences,
    transcriptId,
    'transcript.goOn',
    { transcriptId, propose: 'differences', by },
  ],
  [reviewActionIds.leave, transcriptId, 'transcript.forget', { transcriptId, by }],
  [
    reviewActionIds.next,
    reviewPageValue(2, transcriptId),
    'notification.turnReview',
    { transcriptId, page: 2 },
  ],
  [
    reviewActionIds.keepNotion,
    pairValue('conflict-1', transcriptId),
    'transcript.resolveConflict',
    { conflictId: 'conflict-1', keep: 'notion', by },
  ],
  [
    reviewActionIds.link,
    itemValue({ verb: 'link', transcriptId, itemId }),
    'transcript.linkItem',
    { itemId, issueId: 'issue-9', by },
  ],
];

test.each(acts)('%s asks the room, once a press', async (actionId, value, call, input) => {
  await using door = await openDoor();
  await door.interact(press(actionId, value));
  await expect.poll(() => door.asked(call)).toEqual([input]);
  await door.interact(press(actionId, value));
  await expect.poll(() => door.asked(call)).toEqual([input]);
  expect(door.api.of('chat.postEphemeral')).toEqual([]);
});

const menu = (verb: ItemVerb) => ({
  actions: [
    {
      type: 'overflow',
      action_id: reviewActionIds.item,
      block_id: 'b',
      action_ts: '1790000001.5',
      selected_option: {
        text: { type: 'plain_text', text: verb },
        value: itemValue({ verb, transcriptId, itemId }),
      },
    },
  ],
});

test('the menu of an item leaves it out and takes it in again', async () => {
  await using door = await openDoor();
  await door.interact(press('', '', menu('drop')));
  await expect.poll(() => door.asked('transcript.dropItem')).toEqual([{ itemId, dropped: true, by }]);
});

test("the menu of an item switches its issue's comments on and off for the thread it stands in", async () => {
  const issue = { issueId: 'issue-1', identifier: 'ENG-12' };
  await using door = await openDoor();
  door.hallAnswers['transcript.get'] = { ...transcript, items: [{ ...item, state: 'created', issue }] };
  await door.interact(press('', '', menu('sync')));
  await expect
    .poll(() => door.asked('linear.syncComments'))
    .toEqual([{ identifier: 'ENG-12', channelId: 'C1', threadTs: '1790000000.000100', on: true, by }]);
  await expect.poll(() => door.asked('notification.turnReview')).toEqual([{ transcriptId }]);

  await using other = await openDoor();
  await other.interact(press('', '', menu('sync')));
  await expect.poll(() => other.asked('transcript.get')).toHaveLength(1);
  expect(other.asked('linear.syncComments')).toEqual([]); // an item without an issue has no comments
});

test('one choice gives a team to all items without one', async () => {
  await using door = await openDoor();
  const chosen = { text: { type: 'plain_text', text: 'Sales' }, value: pairValue('team-1', transcriptId) };
  const action = {
    type: 'static_select',
    action_id: reviewActionIds.team,
    block_id: 'b',
    action_ts: '1790000001.7',
  };
  await door.interact(press('', '', { actions: [{ ...action, selected_option: chosen }] }));
  await expect
    .poll(() => door.asked('transcript.chooseTeam'))
    .toEqual([{ transcriptId, teamId: 'team-1', by }]);
});

test('somebody outside the channel, and a guest, change nothing and hear why', async () => {
  await using door = await openDoor();
  door.api.answers['conversations.members'] = { members: ['UBOT'] };
  await door.interact(press(reviewActionIds.create, transcriptId));
  await expect
    .poll(() => JSON.stringify(door.api.of('chat.postEphemeral')))
    .toContain('Only members of <#C1>');
  expect(door.asked('transcript.createWork')).toEqual([]);

  await using other = await openDoor();
  other.api.answers['users.info'] = { user: { id: 'UADA', is_ultra_restricted: true } };
  await other.interact(press(reviewActionIds.create, transcriptId));
  await expect.poll(() => JSON.stringify(other.api.of('chat.postEphemeral'))).toContain('Guests cannot');
  expect(other.asked('transcript.createWork')).toEqual([]);
});

test('summary and decisions open beside the review', async () => {
  await using door = await openDoor();
  await door.interact(press(reviewActionIds.decisions, transcriptId));
  await expect.poll(() => JSON.stringify(door.api.of('views.update'))).toContain('Who pays?');
});

test('a line of the summary that is its own quote stands once in the dialog', async () => {
  await using door = await openDoor();
  const summary = [
    {
      text: 'Jane: The import took 42 minutes.',
      citation: { turn: 0, quote: 'The import took 42 minutes.' },
    },
    { text: 'A quote goes out.', citation: { turn: 1, quote: 'I send the quote' } },
  ];
  door.hallAnswers['transcript.get'] = { ...transcript, extract: { ...transcript.extract, summary } };
  await door.interact(press(reviewActionIds.summary, transcriptId));
  await expect.poll(() => door.api.of('views.update')).toHaveLength(1);
  const shown = JSON.stringify(door.api.of('views.update'));
  expect(shown.match(/42 minutes/g)).toHaveLength(1);
  expect(shown).toContain('“I send the quote”');
});

test('an item is edited in a form and saved with the version that was shown', async () => {
  await using door = await openDoor();
  await door.interact(press('', '', menu('edit')));
  await expect.poll(() => door.api.of('views.update')).toHaveLength(1);
  const [shown] = door.api.of('views.update');
  const view = shown?.view as { private_metadata: string; blocks: unknown[] };
  expect(JSON.stringify(view)).not.toContain('Board');
  await door.interact({
    type: 'view_submission',
    team: { id: 'T1' },
    user: { id: 'UADA', team_id: 'T1' },
    view: {
      id: 'V1',
      hash: 'h1',
      callback_id: 'edit_item',
      private_metadata: view.private_metadata,
      state: { values: { title: { title: { type: 'plain_text_input', value: 'Send the new quote' } } } },
    },
  });
  await expect
    .poll(() => door.asked('transcript.editItem'))
    .toEqual([{ itemId, version: 4, fields: { title: 'Send the new quote' }, by }]);
});

test('the form of an item stands as drawn, and its words are inert', async () => {
  const nasty = {
    ...item,
    likely: null,
    fields: { ...fields, title: hostile.slice(0, 200), subtasks: [hostile] },
  };
  await expectGoldenView('review-edit-item', editItemView({ ...item, likely: null }, catalog, transcriptId));
  await expectGoldenView('hostile-edit-item', editItemView(nasty, catalog, transcriptId));
});

const value = (name: string, given: Record<string, unknown>) => ({ [name]: { [name]: given } }) as never;

test('a form is read whole, and what does not fit is said at its field', () => {
  const title = value('title', { value: ' Send it ' });
  expect(readItemForm(title)).toEqual({ fields: { title: 'Send it' } });
  expect(
    readItemForm({
      ...(title as object),
      ...(value('milestone', { selected_option: { value: 'project-1|milestone-1' } }) as object),
      ...(value('project', { selected_option: { value: 'project-1' } }) as object),
      ...(value('due', { selected_date: null }) as object),
      ...(value('estimate', { value: '2' }) as object),
      ...(value('subtasks', { value: '- one\n\n* two' }) as object),
      ...(value('priority', { selected_option: { value: '1' } }) as object),
      ...(value('labels', { selected_options: [{ value: 'label-1' }] }) as object),
    } as never),
  ).toEqual({
    fields: {
      title: 'Send it',
      milestoneId: 'milestone-1',
      projectId: 'project-1',
      due: null,
      estimate: 2,
      subtasks: ['one', 'two'],
      priority: 1,
      labelIds: ['label-1'],
    },
  });
  expect(
    readItemForm({
      ...(title as object),
      ...(value('milestone', { selected_option: { value: 'project-2|milestone-1' } }) as object),
      ...(value('project', { selected_option: { value: 'project-1' } }) as object),
    } as never),
  ).toMatchObject({ errors: { milestone: 'This milestone is of another project.' } });
});
