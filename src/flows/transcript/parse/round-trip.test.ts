import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LookoutError } from '../../../kit/errors.ts';
import { parseTranscript } from './parse-transcript.ts';
import { bytesOf, docx, renderers, type SampleTurn } from './render-for-test.ts';

const names = [
  'Ana Lopez',
  'Ben',
  'Zoë O’Brien-Łuk',
  'José (PM) | ACME',
  '山田 太郎',
  'محمد علي',
  'T. Wong',
  'Speaker 1',
  'van Dijk',
];
const words = [
  'we',
  'keep',
  'the',
  'crane',
  'Monday',
  '42',
  'naïve',
  '"so"',
  'ok?',
  'a–b',
  'e.g.',
  'здесь',
  '港',
  'done.',
  '<!here>',
  '&',
  '#7',
];

const sentence = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 })
  .map((list) => list.join(' '));
/** Each speaker differs from the one before, so that turns are turns. */
const meeting: fc.Arbitrary<SampleTurn[]> = fc
  .array(
    fc.record({
      step: fc.integer({ min: 1, max: names.length - 1 }),
      gap: fc.integer({ min: 0, max: 90_000 }),
      text: sentence,
    }),
    { minLength: 4, maxLength: 30 },
  )
  .map((parts) => {
    let who = 0;
    let at = 0;
    return parts.map(({ step, gap, text }) => {
      who = (who + step) % names.length;
      const startMs = at + gap;
      at = startMs + 1_500;
      return { speaker: names[who] ?? '', startMs, endMs: at, text };
    });
  });

const spoken = (turns: readonly { speaker: string; text: string }[]) =>
  turns.map(({ speaker, text }) => [speaker, text]);
const runs = { numRuns: 60 };

describe('what is written out in a format is read back as it was', () => {
  test.each(Object.keys(renderers))('%s', (format) => {
    fc.assert(
      fc.property(meeting, (turns) => {
        const parsed = parseTranscript({ bytes: bytesOf(renderers[format]?.(turns) ?? '') });
        expect(spoken(parsed.turns)).toEqual(spoken(turns));
      }),
      runs,
    );
  });

  test('teams_docx', () => {
    fc.assert(
      fc.property(meeting, (turns) => {
        const parsed = parseTranscript({
          bytes: docx(turns.map(({ speaker, text }) => `${speaker}   0:07\n${text}`)),
        });
        expect(spoken(parsed.turns)).toEqual(spoken(turns));
      }),
      runs,
    );
  });
});

describe('nothing that comes in breaks the reader', () => {
  const readOrRefuse = (bytes: Uint8Array) => {
    try {
      const { turns, report } = parseTranscript({ bytes });
      expect(turns.length).toBe(report.turns);
      expect(turns.every((turn, i) => turn.i === i && turn.text.trim() !== '')).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(LookoutError);
      if (error instanceof LookoutError) expect(error.code).not.toBe('internal');
    }
  };

  test('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), readOrRefuse), { numRuns: 300 });
  });

  test('any text behind any beginning of a format', () => {
    const beginnings = [
      'WEBVTT\n\n',
      '1\n00:00:01,000 --> 00:00:02,000\n',
      'Ana  0:01\n',
      'Ana | 0:01\n',
      '{"transcript":',
      '[{"',
      '00:00:01\tAna:\t',
      'Transcript\n00:00:01\n',
      'Ana: ',
    ];
    const text = fc
      .tuple(fc.constantFrom(...beginnings), fc.string({ unit: 'grapheme', maxLength: 300 }))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (written) => readOrRefuse(bytesOf(written))),
      { numRuns: 300 },
    );
  });

  test('a file cut or changed anywhere', () => {
    const whole = docx(['Ana   0:01\nHello there, this is a test.', 'Ben   0:07\nFine.']);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.slice();
        if (!cut) bytes[at] = byte;
        readOrRefuse(bytes);
      }),
      { numRuns: 300 },
    );
  });
});
