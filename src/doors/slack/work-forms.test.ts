import { expect, test } from 'vitest';
import { expectGoldenView } from '../../../test/helpers/golden.ts';
import { reviewActionIds } from '../../vendors/slack/review-action-ids.ts';
import { driveDoor, monitorView, press } from './drive-door-for-test.ts';
import { pasteView } from './paste-modal.ts';

const issue = { identifier: 'ENG-7', url: 'https://linear.app/x/issue/ENG-7', title: 'T', state: 'Todo' };
const catalog = {
  teams: [{ id: 'team-1', key: 'ENG', name: 'Engine', private: false }],
  projects: [],
  milestones: [],
  users: [],
  states: [],
  labels: [],
  fetchedAt: null,
};
const alert = {
  alertId: 'alert-1',
  monitorId: monitorView().monitorId,
  sentence: 'Pro rose from $20 to $25',
  changes: [
    { url: 'https://acme.test/pricing', verdict: { quotes: [{ before: '$20', after: '$25', path: [] }] } },
  ],
};

const openDoor = async () => {
  const door = await driveDoor();
  Object.assign(door.hallAnswers, {
    'transcript.receive': {},
    'transcript.redactText': { texts: ['Importer hammers\nthe vendor'], receipt: {} },
    'linear.status': { connected: true },
    'linear.catalog': catalog,
    'linear.search': {
      issues: [
        { ...issue, likeness: 0.9 },
        { ...issue, identifier: 'ENG-1', likeness: 0.1 },
      ],
    },
    'linear.createIssue': issue,
    'linear.authorizeUrl': { url: null },
    'linear.connect': { connected: true, name: 'Acme', how: 'key', problem: null, since: null },
    'notion.status': { connected: true },
    'notion.saveNote': { pageId: 'p1', url: 'https://www.notion.so/p1' },
    'notion.places': { places: [{ id: 'd1', kind: 'data_source', title: 'Meetings' }] },
    'notion.choosePlace': { database: { id: 'd1', title: 'Meetings' } },
    'notification.notify': {},
    'notification.turnReview': {},
    'detection.getAlert': alert,
    'monitor.get': monitorView(),
    'transcript.get': { transcriptId: 't1', channelId: 'C1', items: [] },
  });
  door.api.answers['chat.getPermalink'] = { permalink: 'https://acme.slack.com/archives/C1/p1' };
  return door;
};

const shortcut = (callbackId: string, message: Record<string, unknown> = {}) => ({
  type: 'message_action',
  callback_id: callbackId,
  team: { id: 'T1' },
  user: { id: 'UADA', team_id: 'T1' },
  channel: { id: 'C1', name: 'general' },
  message_ts: '1790000000.000100',
  action_ts: '1790000001.1',
  trigger_id: 'trigger-1',
  response_url: 'http://127.0.0.1:1/never',
  message: { ts: '1790000000.000100', user: 'UADA', text: 'Importer hammers\nthe vendor', ...message },
});

const submission = (
  callbackId: string,
  metadata: string,
  values: Record<string, Record<string, unknown>>,
) => ({
  type: 'view_submission',
  team: { id: 'T1' },
  user: { id: 'UADA', team_id: 'T1' },
  view: {
    id: 'V1',
    hash: 'h1',
    callback_id: callbackId,
    private_metadata: metadata,
    state: {
      values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { [name]: value }])),
    },
  },
});

type Driven = Awaited<ReturnType<typeof openDoor>>;
const shownView = async (door: Driven): Promise<{ private_metadata: string }> => {
  await expect.poll(() => door.api.of('views.update')).toHaveLength(1);
  return door.api.of('views.update')[0]?.view as { private_metadata: string };
};

test('a thread becomes a transcript of who wrote what, once', async () => {
  await using door = await openDoor();
  door.api.answers['conversations.replies'] = {
    messages: [
      { ts: '1790000000.000100', user: 'UADA', text: 'Who mends\nthe importer?' },
      { ts: '1790000000.000200', user: 'UBOT', bot_id: 'B1', text: 'a card' },
      { ts: '1790000000.000300', user: 'USAM', text: 'I do: by Friday' },
    ],
  };
  door.api.answers['users.info'] = ({ user }) => ({ user: { id: user, real_name: `Name of ${user}` } });
  await door.interact(shortcut('turn_into_work'));
  await expect
    .poll(() => door.asked('transcript.receive'))
    .toMatchObject([
      {
        source: 'message',
        text: JSON.stringify({
          slack_thread: [
            { by: 'Name of UADA', text: 'Who mends the importer?' },
            { by: 'Name of USAM', text: 'I do: by Friday' },
          ],
        }),
        channelId: 'C1',
        threadTs: '1790000000.000100',
        by: 'UADA',
        key: 'slack thread C1 1790000000.000100 1790000000.000300',
      },
    ]);
});

test('a file somebody points at is read whatever it is called', async () => {
  await using door = await openDoor();
  door.api.answers['files.info'] = {
    file: { id: 'F1', name: 'x.txt', size: 5, url_private: 'https://files.slack.com/x' },
  };
  await door.interact(shortcut('turn_into_work', { files: [{ id: 'F1' }] }));
  await expect
    .poll(() => door.asked('transcript.receive'))
    .toMatchObject([{ source: 'file', fileName: 'x.txt' }]);
});

test('an issue is made from a message: likely ones first, then the form, then a line in the thread', async () => {
  await using door = await openDoor();
  await door.interact(shortcut('create_issue'));
  const view = await shownView(door);
  expect(JSON.stringify(view)).toContain('ENG-7');
  expect(JSON.stringify(view)).not.toContain('ENG-1|');
  await expectGoldenView('form-create-issue', view);
  const values = { title: { value: 'Stop it' }, team: { selected_option: { value: 'team-1' } } };
  await door.interact(submission('create_issue', view.private_metadata, values));
  await expect
    .poll(() => door.asked('linear.createIssue'))
    .toMatchObject([
      {
        fields: { title: 'Stop it', teamId: 'team-1' },
        link: { url: 'https://acme.slack.com/archives/C1/p1' },
        by: 'UADA',
      },
    ]);
  await expect
    .poll(() => door.asked('notification.notify'))
    .toMatchObject([
      { channelId: 'C1', threadTs: '1790000000.000100', text: expect.stringContaining('ENG-7') },
    ]);
});

test('an alert is saved to Notion with what changed and where', async () => {
  await using door = await openDoor();
  await door.interact(press(reviewActionIds.alertNote, 'alert-1'));
  const view = await shownView(door);
  expect(JSON.stringify(view)).toContain('after: $25');
  const values = { title: { value: 'Pro rose' }, text: { value: 'one\n\ntwo' } };
  await door.interact(submission('save_note', view.private_metadata, values));
  await expect
    .poll(() => door.asked('notion.saveNote'))
    .toMatchObject([{ title: 'Pro rose', paragraphs: ['one', 'two'], link: 'https://acme.test/pricing' }]);
});

test('what is private in a message is hidden before its form, which says so', async () => {
  await using door = await openDoor();
  door.hallAnswers['transcript.redactText'] = {
    texts: ['Northwind pays [amount 1]'],
    receipt: { amount: 1 },
  };
  await door.interact(shortcut('save_note', { text: 'Northwind pays $48,000' }));
  const view = JSON.stringify(await shownView(door));
  expect(door.asked('transcript.redactText')).toEqual([{ texts: ['Northwind pays $48,000'] }]);
  expect(view).toContain('Northwind pays [amount 1]');
  expect(view).toContain('1 amount hidden');
  expect(view).not.toContain('48,000');
});

test('a long message is saved to Notion whole, in as many fields as it takes', async () => {
  await using door = await openDoor();
  const lines = Array.from({ length: 90 }, (_, n) => `line ${n} ${'word '.repeat(14).trim()}`);
  door.hallAnswers['transcript.redactText'] = { texts: [lines.join('\n')], receipt: {} };
  await door.interact(shortcut('save_note'));
  const view = (await shownView(door)) as unknown as {
    private_metadata: string;
    blocks: { block_id: string; element: { initial_value: string } }[];
  };
  const values = Object.fromEntries(
    view.blocks.map(({ block_id, element }) => [block_id, { value: element.initial_value }]),
  );
  expect(Object.keys(values)).toEqual(['title', 'text', 'text_2', 'text_3']);
  await door.interact(submission('save_note', view.private_metadata, values));
  await expect.poll(() => door.asked('notion.saveNote')).toMatchObject([{ paragraphs: lines }]);
});

test('an issue of a long message says what it leaves out, and goes to no private team by itself', async () => {
  await using door = await openDoor();
  door.hallAnswers['transcript.redactText'] = { texts: ['word '.repeat(900)], receipt: {} };
  const secret = { id: 'team-0', key: 'SEC', name: 'Secret', private: true };
  door.hallAnswers['linear.catalog'] = { ...catalog, teams: [secret, ...catalog.teams] };
  await door.interact(shortcut('create_issue'));
  const view = JSON.stringify(await shownView(door));
  expect(view).toContain('the rest of the message stands behind the link');
  expect(view).not.toContain('team-0');
  expect(view).toContain('"initial_option":{"text":{"type":"plain_text","text":"Engine"');
});

test('where Linear is missing the form asks for a key, and connects', async () => {
  await using door = await openDoor();
  door.hallAnswers['linear.status'] = { connected: false };
  await door.interact(press(reviewActionIds.alertIssue, 'alert-1'));
  const view = await shownView(door);
  expect(JSON.stringify(view)).toContain('API key');
  await door.interact(
    submission('connect_linear', view.private_metadata, { secret: { value: 'lin_api_12345' } }),
  );
  await expect.poll(() => door.asked('linear.connect')).toEqual([{ apiKey: 'lin_api_12345', by: 'UADA' }]);
});

test('a place for meeting pages is chosen, and the review drawn anew', async () => {
  await using door = await openDoor();
  await door.interact(press(reviewActionIds.place, 't1'));
  const view = await shownView(door);
  const values = { place: { selected_option: { value: 'data_source:d1' } } };
  await door.interact(submission('notion_place', view.private_metadata, values));
  await expect.poll(() => door.asked('notification.turnReview')).toEqual([{ transcriptId: 't1' }]);
  expect(door.asked('notion.choosePlace')).toEqual([{ id: 'd1', kind: 'data_source', by: 'UADA' }]);
});

test('a pasted meeting goes to the channel that was chosen; a refusal leaves what was pasted', async () => {
  await using door = await openDoor();
  await expectGoldenView('form-paste-transcript', pasteView('C1'));
  await door.command('/lookout', 'transcript');
  await expect.poll(() => door.api.of('views.open')).toHaveLength(1);
  const values = {
    channel: { selected_conversation: 'C1' },
    title: { value: 'Sync' },
    text: { value: 'Jane: hello' },
  };
  await door.interact(submission('paste_transcript', '', values));
  await expect
    .poll(() => door.asked('transcript.receive'))
    .toMatchObject([
      { source: 'paste', text: 'Jane: hello', title: 'Sync', channelId: 'C1', key: 'slack paste V1' },
    ]);

  await using other = await openDoor();
  other.api.answers['conversations.members'] = { members: [] };
  const answer = await other.interact(submission('paste_transcript', '', values));
  expect(await answer.text()).toContain('Only members');
  expect(other.asked('transcript.receive')).toEqual([]);
});

test('where note takers send to is told to members of the channel alone', async () => {
  await using door = await openDoor();
  await door.command('/lookout', 'notetakers');
  await expect.poll(() => JSON.stringify(door.api.of('respond'))).toContain('lookout.test/webhooks/krisp/C1');
  // Beside it what that note taker has to sign with.
  expect(JSON.stringify(door.api.of('respond'))).toMatch(
    /fireflies\/C1`, signing secret `made-for-this-channel`/,
  );

  await using other = await openDoor();
  other.api.answers['conversations.members'] = { members: [] };
  await other.command('/lookout', 'notetakers');
  await expect.poll(() => JSON.stringify(other.api.of('respond'))).toContain('Only members');
});
