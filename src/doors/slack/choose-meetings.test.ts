import { expect, test } from 'vitest';
import { driveDoor } from './drive-door-for-test.ts';

const meeting = (title: string, more: Record<string, unknown> = {}) => ({
  transcriptId: `id of ${title}`,
  title,
  source: 'file',
  state: 'reviewing',
  channelId: 'C1',
  heldAt: null,
  createdAt: '2026-11-20T10:00:00.000Z',
  ...more,
});

test('meetings are offered, each once, and no page that was read for its requirements', async () => {
  await using door = await driveDoor();
  door.api.answers['users.conversations'] = { channels: [{ id: 'C1' }] };
  Object.assign(door.hallAnswers, {
    'assistant.places': { channelIds: ['C1'] },
    'transcript.list': { transcripts: [meeting('Weekly'), meeting('Billing v2', { source: 'page' })] },
  });
  const offered = await door.interact({
    type: 'block_suggestion',
    team: { id: 'T1' },
    user: { id: 'UADA', team_id: 'T1' },
    action_id: 'ask_meetings',
    block_id: 'ask_meetings',
    value: '',
    view: { id: 'V1', private_metadata: '{}' },
  });
  expect(await offered.json()).toMatchObject({ options: [{ value: 'id of Weekly' }] });
  expect(door.asked('transcript.list')).toEqual([{ once: 'yes', limit: 100 }]);
});
