import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LookoutError } from '../../kit/errors.ts';
import {
  briefOf,
  openTranscriptRoom,
  readPromises,
  type TranscriptRoom,
} from './open-transcript-room-for-test.ts';

let room: TranscriptRoom;
let understood: string[] = [];
let fail: Error | null = null;
let waitedUntil: Date | null = null;

beforeAll(async () => {
  room = await openTranscriptRoom({
    understand: async (meeting) => {
      understood.push(meeting.turns.map((turn) => turn.text).join('\n'));
      await meeting.onProgress(1, 2);
      if (waitedUntil) await meeting.onWaiting(waitedUntil);
      if (fail) throw fail;
      return readPromises(meeting);
    },
  });
}, 60_000);
afterAll(async () => await room[Symbol.asyncDispose]());
beforeEach(async () => {
  await room.reset();
  understood = [];
  fail = null;
  waitedUntil = null;
});

const meeting = `Ana Ruiz: Good morning everybody, thanks for coming to the weekly sync about the importer.
Chris: The contract is worth $45,000 a year and they call us every day about failed imports.
Ana Ruiz: I will fix the retry storm of the importer. It has been hammering their servers since last week.
Chris: I will send the revised quote to Northwind. They have been waiting for it since Monday afternoon.
Ana Ruiz: Fine, then we are done for today and meet again next week at the same time.`;

const handInAndRead = async (text = meeting, more = {}) => {
  const { transcriptId } = await room.handIn(text, more);
  return await room.read(transcriptId);
};

describe('a transcript that is handed in', () => {
  it('is taken once per key, and read once', async () => {
    const first = await room.handIn(meeting, { key: 'same' });
    const second = await room.handIn('something else', { key: 'same' });
    expect(second.transcriptId).toBe(first.transcriptId);
    expect(first.state).toBe('reading');
    expect(await room.jobs('transcript.read')).toHaveLength(1);
  });

  it('is kept sealed: its words are nowhere in its row', async () => {
    await room.handIn(meeting);
    const { rows } = await room.database.pool.query('select * from transcripts');
    expect(rows[0].original_sealed.length).toBeGreaterThan(100);
    expect(JSON.stringify(rows[0])).not.toContain('Northwind');
  });

  it('is refused when it is too large, in words for a person', async () => {
    await expect(room.handIn('x'.repeat(20_000_001))).rejects.toThrow(/too large/);
  });

  it('of another workspace does not exist', async () => {
    const { transcriptId } = await room.handIn(meeting);
    await expect(room.as('T2').get({ transcriptId })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('reading a transcript', () => {
  it('gives a review with cited items', async () => {
    const view = await handInAndRead();
    expect(view).toMatchObject({ state: 'reviewing', title: 'sync', progress: null });
    expect(view.items.map((item) => [item.fields.title, item.speaker, item.extracted.citation.turn])).toEqual(
      [
        ['Fix the retry storm of the importer', 'Ana Ruiz', 2],
        ['Send the revised quote to Northwind', 'Chris', 3],
      ],
    );
    expect(view.report).toMatchObject({ turns: 5, speakers: ['Ana Ruiz', 'Chris'] });
  });

  it('hides figures before anything understands or keeps the words', async () => {
    const view = await handInAndRead();
    expect(understood.join()).not.toContain('45,000');
    expect(view.receipt).toEqual({ amount: 1 });
    const { turns, total } = await room.calls.turns({ transcriptId: view.transcriptId });
    expect(total).toBe(5);
    expect(JSON.stringify(turns)).not.toContain('45,000');
    expect(turns[1]?.text).toContain('[amount 1]');
  });

  it('says why a web page is no transcript, and does not keep it', async () => {
    const view = await handInAndRead('<!doctype html><html><body><form>Sign in</form></body></html>');
    expect(view.state).toBe('rejected');
    expect(view.problem).toMatch(/page/);
    const { rows } = await room.database.pool.query('select original_sealed from transcripts');
    expect(rows[0].original_sealed).toBeNull();
  });

  it('for a channel shared with another company is neither read nor kept, and says why', async () => {
    const view = await handInAndRead(meeting, { channelId: 'C-shared' });
    expect(view).toMatchObject({
      state: 'rejected',
      problem: expect.stringContaining('shared with another company'),
      items: [],
    });
    expect(understood).toEqual([]);
    const { rows } = await room.database.pool.query('select original_sealed from transcripts');
    expect(rows).toEqual([{ original_sealed: null }]);
  });

  it('killed while it was understood, it is read again and has its items once', async () => {
    const { transcriptId } = await room.handIn(meeting);
    fail = new Error('killed');
    await expect(room.read(transcriptId)).rejects.toThrow('killed');
    expect((await room.calls.get({ transcriptId })).progress).toEqual({ done: 1, of: 2 });
    fail = null;
    await room.read(transcriptId);
    const view = await room.read(transcriptId);
    expect(view.items).toHaveLength(2);
    expect(view.state).toBe('reviewing');
  });

  it('gives vectors to the turns that say something, in a job of its own', async () => {
    const { transcriptId } = await handInAndRead();
    const vectors = async () =>
      (
        await room.database.pool.query(
          'select count(*)::int as n from transcript_turns where embedding is not null',
        )
      ).rows[0].n;
    expect(await vectors()).toBe(0);
    expect(await room.jobs('transcript.embed')).toMatchObject([{ transcriptId }]);
    await room.work('transcript.embed', { workspaceId: 'T1', transcriptId });
    expect(await vectors()).toBe(5);
    expect(await room.jobs('transcript.embed')).toHaveLength(1);
  });

  it('of thousands of words gives them in small steps, so that others have their turn', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, i) => `Ana: This is the sentence of number ${i} here.\nBen: Ok.`,
    );
    const { transcriptId } = await handInAndRead(lines.join('\n'));
    await room.work('transcript.embed', { workspaceId: 'T1', transcriptId });
    expect((await room.jobs('transcript.embed'))[1]).toMatchObject({ transcriptId, after: 510, done: 256 });
  });

  it('says until when the model is waited for, and keeps that with its state', async () => {
    fail = new LookoutError('timeout', 'killed meanwhile');
    waitedUntil = new Date('2026-05-04T08:01:00Z');
    const { transcriptId } = await room.handIn(meeting);
    await expect(room.read(transcriptId)).rejects.toThrow('killed');
    const { state, progress } = await room.calls.get({ transcriptId });
    expect({ state, progress }).toEqual({
      state: 'reading',
      progress: { done: 1, of: 2, modelUntil: '2026-05-04T08:01:00.000Z' },
    });
    fail = null;
    expect((await room.read(transcriptId)).progress).toBeNull();
  });
});

describe('a reading that failed again and again', () => {
  it('is said in the thread and on the review, and can be tried again', async () => {
    fail = new LookoutError('timeout', 'the model does not answer');
    const { transcriptId } = await room.handIn(meeting);
    await expect(room.read(transcriptId)).rejects.toThrow('does not answer');
    await room.forgetJobs();
    await room.work('transcript.unread', { workspaceId: 'T1', transcriptId });
    expect(await room.calls.get({ transcriptId })).toMatchObject({
      state: 'failed',
      progress: null,
      problem: expect.stringContaining('tried again'),
    });
    expect(await room.jobs('notification.review')).toHaveLength(1);
    expect(await room.jobs('notification.say')).toMatchObject([
      { channelId: 'C1', threadTs: '1.1', text: expect.stringContaining('could not read this transcript') },
    ]);

    fail = null;
    expect(await room.calls.goOn({ transcriptId, by: 'U1' })).toMatchObject({
      state: 'reading',
      problem: null,
    });
    expect(await room.read(transcriptId)).toMatchObject({ state: 'reviewing', items: [{}, {}] });
  });

  it('changes nothing for one that was read before its job died', async () => {
    const { transcriptId } = await handInAndRead();
    await room.forgetJobs();
    await room.work('transcript.unread', { workspaceId: 'T1', transcriptId });
    expect(await room.calls.get({ transcriptId })).toMatchObject({ state: 'reviewing', problem: null });
    expect(await room.jobs('notification.say')).toEqual([]);
  });
});

describe('items and the workspace', () => {
  it('go to the first team that is not private, and to the person of that name', async () => {
    await room.connectLinear();
    const [first] = (await handInAndRead()).items;
    expect(first?.fields).toMatchObject({ teamId: 'team-eng', assigneeId: 'user-ana' });
  });

  it('leave open who is meant when two people have the name', async () => {
    await room.connectLinear();
    const item = (await handInAndRead()).items[1];
    expect(item?.fields.assigneeId).toBeNull();
    expect(item?.extracted.owner).toMatchObject({
      state: 'ambiguous',
      candidates: ['Chris Park', 'Chris Lund'],
    });
  });

  it('know a person the next time, once told who is meant', async () => {
    await room.connectLinear();
    const talk = (what: string) => `Zed: I will ${what}.\nAna Ruiz: Thank you very much for doing this.`;
    const [item] = (await handInAndRead(talk('call the printers about the posters'))).items;
    expect(item?.fields.assigneeId).toBeNull();
    await room.calls.editItem({
      itemId: item?.itemId ?? '',
      version: item?.version ?? 0,
      fields: { assigneeId: 'user-chris-l' },
      by: 'U1',
    });
    const [later] = (await handInAndRead(talk('order new chairs for the large room'))).items;
    expect(later?.fields.assigneeId).toBe('user-chris-l');
  });

  it('name the open issue they are likely the same as, but never a private one', async () => {
    await room.connectLinear();
    await room.linearHas(briefOf('i1', { title: 'Fix retry storm of the importer' }));
    await room.linearHas(
      briefOf('i2', { identifier: 'SEC-1', title: 'Send the revised quote to Northwind' }),
    );
    const view = await handInAndRead();
    expect(view.items.map((item) => item.likely?.issueId ?? null)).toEqual(['i1', null]);
  });

  it('cannot put a link into an issue', async () => {
    const [item] = (await handInAndRead('Ana: I will click [here](https://evil/x) <b>now</b>.')).items;
    expect(item?.fields.description).toContain('\\[here\\](https:\\/\\/evil/x) \\<b\\>');
  });
});

describe('a transcript that repeats another', () => {
  it('asks before there is a second review, whatever its format', async () => {
    const first = await handInAndRead();
    const again = await handInAndRead(
      `WEBVTT\n\n${meeting
        .split('\n')
        .map((line, at) => `00:00:0${at}.000 --> 00:00:0${at}.900\n${line}\n`)
        .join('\n')}`,
      { fileName: 'other.vtt' },
    );
    expect(again).toMatchObject({ state: 'duplicate', earlierId: first.transcriptId, items: [] });
    expect(understood).toHaveLength(1);
  });

  it('is reviewed all the same when a person says so', async () => {
    await handInAndRead();
    const { transcriptId } = await handInAndRead();
    expect((await room.calls.goOn({ transcriptId, by: 'U1' })).state).toBe('reading');
    const view = await room.read(transcriptId);
    expect(view).toMatchObject({ state: 'reviewing' });
    expect(view.items).toHaveLength(2);
  });

  it('is reviewed from what is kept of it when the original is gone', async () => {
    await handInAndRead();
    const { transcriptId } = await handInAndRead();
    await room.database.pool.query('update transcripts set original_sealed = null');
    await room.calls.goOn({ transcriptId, by: 'U1' });
    expect((await room.read(transcriptId)).items).toHaveLength(2);
  });

  it('in another channel is said to be a repeat, but not of which', async () => {
    await handInAndRead(meeting, { channelId: 'D-private' });
    const again = await handInAndRead(meeting);
    expect(again).toMatchObject({ state: 'duplicate', earlierId: null });
    const changed = await handInAndRead(`${meeting}\nAna Ruiz: I will book the room for Monday.`, {
      channelId: 'C-other',
    });
    expect(changed).toMatchObject({ state: 'reviewing', earlierId: null, items: [{}, {}, {}] });
  });

  it('corrected, proposes only what differs', async () => {
    const first = await handInAndRead();
    const corrected = meeting.replace(
      'same time.',
      'same time. I will book the large room for the next meeting.',
    );
    const view = await handInAndRead(corrected);
    expect(view).toMatchObject({ state: 'reviewing', earlierId: first.transcriptId });
    expect(view.items.map((item) => item.fields.title)).toEqual(['Book the large room for the next meeting']);
  });

  it('of one whose work was undone is a first one', async () => {
    const first = await handInAndRead();
    await room.database.pool.query("update transcripts set state = 'undone' where transcript_id = $1", [
      first.transcriptId,
    ]);
    expect((await handInAndRead()).state).toBe('reviewing');
  });
});

describe('forgetting', () => {
  it('deletes the original, the turns and the quotes, and keeps what the items are called', async () => {
    const { transcriptId } = await handInAndRead();
    const view = await room.calls.forget({ transcriptId, by: 'U1' });
    expect(view).toMatchObject({ state: 'forgotten', extract: null });
    expect(
      view.items.map((item) => [item.fields.title, item.extracted.citation.quote, item.speaker]),
    ).toEqual([
      ['Fix the retry storm of the importer', '', ''],
      ['Send the revised quote to Northwind', '', ''],
    ]);
    const { rows } = await room.database.pool.query(
      'select original_sealed, fingerprint, (select count(*)::int from transcript_turns) as turns from transcripts',
    );
    expect(rows).toEqual([{ original_sealed: null, fingerprint: null, turns: 0 }]);
  });

  it('of originals happens by itself after their retention, and only then', async () => {
    await handInAndRead();
    expect(await room.clockCalls.sweep({})).toEqual({ forgotten: 0 });
    room.clock.set(new Date('2026-06-04T08:00:00Z'));
    expect(await room.clockCalls.sweep({})).toEqual({ forgotten: 1 });
    room.clock.set(new Date('2026-05-04T08:00:00Z'));
    await expect(room.calls.sweep({})).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('a recording that a note taker says is ready', () => {
  it('without a key is not fetched, and the reason is for a person', async () => {
    const job = { workspaceId: 'T1', vendor: 'fireflies', recordingId: 'r1' } as const;
    await expect(room.work('transcript.fetch', job)).rejects.toMatchObject({
      humanMessage: expect.stringContaining('FIREFLIES_API_KEY'),
    });
    expect((await room.calls.list({})).transcripts).toEqual([]);
  });
});
