import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { evaluateTranscripts, type FileResult } from './run-transcripts.ts';
import { summariseFiles } from './summarise-files.ts';

const vtt =
  'WEBVTT\n\n00:01.000 --> 00:02.000\nInes: The rent is $900.\n\n00:03.000 --> 00:04.500\nMara: Fine.\n';

/** Files are read in a process apart, which takes a second to start on a busy machine. */
vi.setConfig({ testTimeout: 30_000 });

async function evaluate(files: Record<string, string>, rows: readonly object[]): Promise<FileResult[]> {
  const directory = await mkdtemp(join(tmpdir(), 'lookout-eval-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  await writeFile(join(directory, 'index.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  return await evaluateTranscripts(directory);
}

const good = {
  file: 'a.vtt',
  kind: 'transcript',
  format: 'zoom_vtt',
  n_turns: 2,
  words: 5,
  speakers: ['Ines', 'Mara'],
  first_s: 1,
  last_s: 4.5,
  resolution_s: 0.001,
};

test('a file is ok when its figures are those of the index, and each difference is named', async () => {
  const [right, wrong, gone] = await evaluate({ 'a.vtt': vtt }, [
    good,
    { ...good, n_turns: 3, words: 6, speakers: ['Ines', 'Tom'], last_s: 5 },
    { ...good, file: 'b.vtt' },
  ]);
  expect(right).toMatchObject({ ok: true, why: [], format: 'zoom_vtt' });
  expect(wrong?.why).toEqual([
    'turns: 2 instead of 3',
    'words: 5 instead of 6',
    'speakers missing: Tom',
    'speakers invented: Mara',
    'last time: 4.5 s instead of 5 s',
  ]);
  expect(gone).toMatchObject({ ok: false, why: ['the file cannot be read'] });
});

test('an expectation nobody knows is never ok, and says so', async () => {
  const [file] = await evaluate({ 'a.vtt': vtt }, [
    { file: 'a.vtt', kind: 'nasty', expect: { result: 'parsed', n_turns: 2, sung_in_tune: true } },
  ]);
  expect(file).toMatchObject({
    ok: false,
    held: true,
    why: ['sung_in_tune is not an expectation this command knows'],
  });
});

test('where items are expected the file is understood: what is missing, wrong or a trap is named', async () => {
  const file = 'Ines: I will send the contract to Mara by Friday.\nMara: I will call the printer tomorrow.\n';
  const row = (expect: object, actions: object[]) => ({
    file: 'a.txt',
    kind: 'nasty',
    actions,
    expect: { result: 'parsed', ...expect },
  });
  const send = { text: 'Send the contract to Mara', assignees: ['Ines'] };
  const call = { text: 'Call the printer', assignees: ['Mara'] };
  const results = await evaluate({ 'a.txt': file }, [
    row({ only_these_actions: true, forbidden_in_titles: ['evil'] }, [send, call]),
    row({ labels: [{ text: 'I will call the printer tomorrow', label: 'musing' }] }, [
      send,
      { text: 'Water the office plants', assignees: ['Mara'] },
    ]),
    row({ only_these_actions: true, forbidden_in_titles: ['printer'], forbidden_assignees: ['Ines'] }, [
      { ...send, assignees: ['Mara'] },
    ]),
  ]);
  expect(results.map(({ why }) => why)).toEqual([
    [],
    ['1 of 2 items not found', '1 of 1 line that ask for nothing became items'],
    [
      '1 of 1 owner wrong',
      '1 item that nobody asked for',
      '"printer" in "Call the printer"',
      '"Ines" in "Ines"',
    ],
  ]);
});

test('a refusal must have the reason that was wanted', async () => {
  const files = { 'page.vtt': '<!doctype html><title>x</title>', 'empty.txt': '', 'a.vtt': vtt };
  const expectRejected = (file: string, reason: string) => ({
    file,
    kind: 'nasty',
    expect: { result: 'rejected', reason },
  });
  const results = await evaluate(files, [
    expectRejected('page.vtt', 'HTML page'),
    expectRejected('empty.txt', 'invalid JSON'),
    expectRejected('a.vtt', 'empty'),
  ]);
  expect(results.map(({ ok }) => ok)).toEqual([true, false, false]);
  expect(results[2]?.why[0]).toContain('instead of refused');
});

test('a repeated file must be recognised, and redaction is scored on labelled spans', async () => {
  const results = await evaluate({ 'a.vtt': vtt, 'b.txt': 'Ines: The rent is $900.\nMara: Fine.\n' }, [
    { file: 'b.txt', kind: 'nasty', expect: { result: 'likely duplicate of a.vtt', by: 'same words' } },
    {
      file: 'b.txt',
      kind: 'nasty',
      expect: {
        result: 'parsed',
        redact_spans: [
          { start: 18, end: 22, text: '$900', class: 'rent' },
          { start: 24, end: 28, text: 'Mara', class: 'x' },
        ],
        keep: ['Fine'],
      },
    },
  ]);
  expect(results[0]).toMatchObject({ ok: true });
  expect(results[1]?.redaction).toMatchObject({ hidden: 1, labelled: 2, right: 1, found: 1, lost: [] });
  expect(summariseFiles(results)).toMatchObject({
    files: 2,
    ok: 1,
    redaction: { recall: 0.5, precision: 1 },
  });
});
