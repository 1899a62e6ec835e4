import { expect, test } from 'vitest';
import { expectGolden } from '../../../test/helpers/golden.ts';
import { hostile } from '../../../test/helpers/nasty-words.ts';
import { reviewActionIds } from '../../vendors/slack/review-action-ids.ts';
import { driveDoor, press } from './drive-door-for-test.ts';

const transcriptId = '33333333-3333-4333-8333-333333333333';
const meeting = (more: Record<string, unknown> = {}) => ({
  transcriptId,
  title: 'Weekly product sync',
  state: 'reviewing',
  channelId: 'C1',
  createdAt: '2026-11-20T10:00:00.000Z',
  createdBy: 'UADA',
  items: [{ state: 'proposed' }, { state: 'dropped' }],
  ...more,
});

const openDoor = async (transcripts: unknown[]) => {
  const door = await driveDoor();
  Object.assign(door.hallAnswers, {
    'transcript.list': { transcripts },
    'transcript.get': meeting(),
    'transcript.forget': meeting({ state: 'forgotten' }),
  });
  return door;
};

test('the meetings of a channel are listed to the asker alone, each with a way to forget it', async () => {
  await using door = await openDoor([
    meeting(),
    meeting({ title: hostile, state: 'created', createdBy: null, items: [] }),
    meeting({ title: 'Old planning', state: 'forgotten' }),
  ]);
  await door.command('/lookout', 'meetings');
  await expect.poll(() => door.api.of('respond')).toHaveLength(1);
  const [told] = door.api.of('respond');
  expect(told).toMatchObject({ response_type: 'ephemeral', text: '3 meetings in this channel' });
  expect(door.asked('transcript.list')).toEqual([{ channelId: 'C1', once: 'yes', limit: 20 }]);
  expect(JSON.stringify(told).match(/review_forget/g)).toHaveLength(2);
  const { text, blocks } = told as never as { text: string; blocks: never[] };
  await expectGolden('meeting-list', { text, blocks });
});

test('a page read for its requirements is no meeting, but can be forgotten there too', async () => {
  await using door = await openDoor([meeting(), meeting({ title: 'Billing v2', source: 'page' })]);
  await door.command('/lookout', 'meetings');
  await expect.poll(() => door.api.of('respond')).toHaveLength(1);
  const [told] = door.api.of('respond');
  expect(told).toMatchObject({ text: '1 meeting in this channel, 1 page read for requirements' });
  expect(JSON.stringify(told).match(/review_forget/g)).toHaveLength(2);
});

test('a channel without meetings says how to hand one in', async () => {
  await using door = await openDoor([]);
  await door.command('/lookout', 'meetings');
  await expect.poll(() => JSON.stringify(door.api.of('respond'))).toContain('/lookout transcript');
});

test('a member of the channel makes Lookout forget a meeting; an outsider does not', async () => {
  await using door = await openDoor([meeting()]);
  await door.interact(press(reviewActionIds.forget, transcriptId));
  await expect.poll(() => door.asked('transcript.forget')).toEqual([{ transcriptId, by: 'UADA' }]);

  await using other = await openDoor([meeting()]);
  other.api.answers['conversations.members'] = { members: ['UBOT'] };
  await other.interact(press(reviewActionIds.forget, transcriptId));
  await expect.poll(() => JSON.stringify(other.api.of('chat.postEphemeral'))).toContain('Only members');
  expect(other.asked('transcript.forget')).toEqual([]);
});
