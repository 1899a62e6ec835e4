import { expect, test } from 'vitest';
import { driveDoor } from './drive-door-for-test.ts';
import { judgeFileName, looksSpoken } from './judge-file.ts';

const url = 'https://files.slack.com/files-pri/T1-F1/sync.vtt';
const captions = Buffer.from(
  'WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nJane: I send the quote by Friday.\n',
);

const openDoor = async (file: Record<string, unknown> = {}, bytes: Uint8Array = captions) => {
  const door = await driveDoor({ files: { [url]: bytes } });
  door.api.answers['files.info'] = {
    file: {
      id: 'F1',
      name: 'sync.vtt',
      mimetype: 'text/vtt',
      size: bytes.length,
      url_private: url,
      shares: { public: { C1: [{ ts: '1790000000.000100' }] } },
      ...file,
    },
  };
  door.hallAnswers['transcript.receive'] = {};
  return door;
};

const shared = (channel = 'C1', user = 'UADA') => ({
  type: 'file_shared',
  file_id: 'F1',
  user_id: user,
  file: { id: 'F1' },
  channel_id: channel,
  event_ts: '1790000000.000900',
});

test('captions dropped in a channel are handed in once, for the thread of their message', async () => {
  await using door = await openDoor();
  await door.event(shared(), 'Ev1');
  await door.event(shared(), 'Ev1');
  expect(await door.work()).toEqual([]);
  expect(door.asked('transcript.receive')).toMatchObject([
    {
      source: 'file',
      fileName: 'sync.vtt',
      base64: captions.toString('base64'),
      channelId: 'C1',
      threadTs: '1790000000.000100',
      by: 'UADA',
      key: 'slack file F1 C1',
    },
  ]);
  expect(door.api.of('reactions.add')).toMatchObject([{ timestamp: '1790000000.000100', name: 'eyes' }]);
});

test('a file in a reply is handed in for the thread it stands in', async () => {
  await using door = await openDoor({
    shares: { private: { C1: [{ ts: '1790000009.000100', thread_ts: '1790000000.000100' }] } },
  });
  await door.event(shared());
  await door.work();
  expect(door.asked('transcript.receive')).toMatchObject([{ threadTs: '1790000000.000100' }]);
});

test('without a word of where it was shared, the newest messages are looked through', async () => {
  await using door = await openDoor({ shares: undefined });
  door.api.answers['conversations.history'] = {
    messages: [
      { ts: '1790000005.000100', files: [{ id: 'F0' }] },
      { ts: '1790000004.000100', files: [{ id: 'F1' }] },
    ],
  };
  await door.event(shared());
  await door.work();
  expect(door.asked('transcript.receive')).toMatchObject([{ threadTs: '1790000004.000100' }]);
});

test.each([
  ['a picture', { name: 'plan.png' }, captions],
  ['notes that nobody spoke', { name: 'todo.txt' }, Buffer.from('Milk\nBread\nCall Sam\nEggs\n')],
])('%s in a channel is left alone', async (_, file, bytes) => {
  await using door = await openDoor(file, bytes);
  await door.event(shared());
  expect(await door.work()).toEqual([]);
  expect(door.hallCalls).toEqual([]);
  expect(door.api.of('chat.postEphemeral')).toEqual([]);
});

test('a text whose lines name who spoke is a transcript, whatever it is called', async () => {
  const talk = 'Jane: Hello all.\nSam: Hi.\nJane: I send the quote by Friday.\nSam: Fine.\n';
  await using door = await openDoor({ name: 'monday.txt' }, Buffer.from(talk));
  await door.event(shared());
  await door.work();
  expect(door.asked('transcript.receive')).toHaveLength(1);
});

test('a picture in a direct message is answered with what Lookout reads', async () => {
  await using door = await openDoor({
    name: 'plan.png',
    shares: { private: { D1: [{ ts: '1790000000.000100' }] } },
  });
  door.api.answers['conversations.info'] = { channel: { id: 'D1', is_im: true, user: 'UADA' } };
  await door.event(shared('D1'));
  await door.work();
  expect(JSON.stringify(door.api.of('chat.postMessage'))).toContain('.vtt, .srt');
});

test('a file that is too large is refused before it is fetched', async () => {
  await using door = await openDoor({ size: 21_000_000 });
  await door.event(shared());
  await door.work();
  expect(door.hallCalls).toEqual([]);
  expect(JSON.stringify(door.api.of('chat.postEphemeral'))).toContain('too large');
});

test.each([
  ['a guest', { 'users.info': { user: { id: 'UADA', is_restricted: true } } }, 'Guests cannot'],
  [
    'a channel shared with another company',
    { 'conversations.info': { channel: { id: 'C1', is_ext_shared: true } } },
    'another company',
  ],
])('%s is refused in words', async (_, answers, words) => {
  await using door = await openDoor();
  Object.assign(door.api.answers, answers);
  await door.event(shared());
  await door.work();
  expect(door.hallCalls).toEqual([]);
  expect(JSON.stringify(door.api.of('chat.postEphemeral'))).toContain(words);
});

test('what Lookout itself uploads and what is gone already is passed over', async () => {
  await using door = await openDoor();
  await door.event(shared('C1', 'UBOT'));
  door.api.answers['files.info'] = { ok: false, error: 'file_not_found' };
  await door.event(shared());
  expect(await door.work()).toEqual([]);
  expect(door.hallCalls).toEqual([]);
});

test('names and first lines tell captions from notes', () => {
  expect(judgeFileName('a.SRT')).toBe('surely');
  expect(judgeFileName('a.docx')).toBe('maybe');
  expect(judgeFileName('vtt')).toBe('no');
  expect(looksSpoken(Buffer.from('0:01 Jane\n0:05 Sam\n0:09 Jane\n0:11 Sam'))).toBe(true);
  expect(looksSpoken(Buffer.from('# Plan\nGoal: ship\n- one\n- two\n- three\n- four\n- five\n'))).toBe(false);
  expect(looksSpoken(Buffer.from('J|0:0'))).toBe(false);
});
