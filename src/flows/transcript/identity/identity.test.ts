import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../contracts/transcript.ts';
import { diffTranscripts } from './diff-transcripts.ts';
import { compareFingerprints, transcriptFingerprint } from './fingerprint.ts';

const lines = Array.from(
  { length: 60 },
  (_, at) => `Remark ${at}: crane ${at * 7} was looked at by crew ${at % 5} on day ${at}.`,
);
const turnsOf = (texts: readonly string[], names = ['Ines', 'Mara']): Turn[] =>
  texts.map((text, i) => ({ i, speaker: names[i % names.length] ?? '', startMs: i * 1000, text }));
const meeting = turnsOf(lines);
const likeness = (other: readonly Turn[]) =>
  compareFingerprints(transcriptFingerprint(meeting), transcriptFingerprint(other));

describe('the same meeting is recognised', () => {
  test('under other times, punctuation and case', () => {
    expect(
      likeness(
        meeting.map((turn) => ({ ...turn, startMs: 5, text: turn.text.toUpperCase().replace('.', '!') })),
      ),
    ).toBe('same');
  });
  test('with other names for the speakers, as another tool has them', () => {
    expect(likeness(turnsOf(lines, ['Speaker 1', 'Speaker 2']))).toBe('same words');
  });
  test('with a sentence more', () => {
    expect(
      likeness(turnsOf(lines.map((line, at) => (at === 30 ? `${line} And it was raining.` : line)))),
    ).toBe('near');
  });
  test('but another meeting of the same people is not it', () => {
    expect(likeness(turnsOf(lines.map((_, at) => `Today we talk about boat ${at} and nothing else.`)))).toBe(
      'different',
    );
  });
  test('no words can be read from what is kept', () => {
    expect(JSON.stringify(transcriptFingerprint(meeting))).not.toMatch(/crane|crew/i);
  });
});

describe('a corrected version differs only where it was corrected', () => {
  const changesOf = (after: readonly string[], before: readonly string[] = lines) =>
    diffTranscripts(turnsOf(before), turnsOf(after)).changes.map(({ kind, before: old, after: now }) => [
      kind,
      old?.i,
      now?.i,
    ]);

  test('nothing differs in the same', () => {
    expect(changesOf(lines)).toEqual([]);
  });
  test('a corrected word is one changed turn', () => {
    expect(
      changesOf(lines.map((line, at) => (at === 12 ? line.replace('crane', 'tower crane') : line))),
    ).toEqual([['changed', 12, 12]]);
  });
  test('two new turns and two lost ones', () => {
    const added = [
      ...lines.slice(0, 20),
      'Wait, who is on the roof?',
      'Nobody any more.',
      ...lines.slice(20),
    ];
    expect(changesOf(added)).toEqual([
      ['added', undefined, 20],
      ['added', undefined, 21],
    ]);
    expect(changesOf(lines, added)).toEqual([
      ['removed', 20, undefined],
      ['removed', 21, undefined],
    ]);
  });
  test('answers that repeat do not mislead it', () => {
    const short = Array.from({ length: 400 }, (_, at) => (at % 2 ? 'Okay.' : 'Right.'));
    expect(
      changesOf([...short.slice(0, 200), 'The crane fell.', 'What?', ...short.slice(200)], short),
    ).toEqual([
      ['added', undefined, 200],
      ['added', undefined, 201],
    ]);
  });
});
