import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readLabels, requestOf } from './read-labels.ts';

async function labels(...lines: string[]): Promise<Awaited<ReturnType<typeof readLabels>>> {
  const directory = await mkdtemp(join(tmpdir(), 'lookout-labels-'));
  onTestFinished(async () => await rm(directory, { recursive: true }));
  await writeFile(join(directory, 'labels.jsonl'), lines.join('\r\n'));
  return await readLabels(directory);
}

describe('labels', () => {
  test('a line that cannot be read is named, the others are pairs', async () => {
    const { pairs, problems } = await labels(
      '\uFEFF{"id": "001", "label": "noise", "url": "https://example.com/terms"}',
      '{"id": "002", "label": ',
      '',
      '{"label": "noise"}',
      '{"id": "../../etc", "label": "noise"}',
      '[]',
      '{"id": 6, "label": "broken", "after_status": 503}',
    );
    expect(pairs.map(({ id, label, site }) => [id, label, site])).toEqual([
      ['001', 'noise', 'example.com'],
      ['6', 'broken', 'corpus.example'],
    ]);
    expect(problems.every(({ skipped }) => skipped)).toBe(true);
    expect(problems.map(({ says }) => /line \d: .{11}/.exec(says)?.[0])).toEqual([
      'line 2: this is not',
      'line 4: "id" is not',
      'line 5: "id" is not',
      'line 6: this is not',
    ]);
  });

  test('a pair without a label, or with an unknown one, is named and still run', async () => {
    const { pairs, problems } = await labels('{"id": "001"}', '{"id": "002", "label": "maybe"}');
    expect(pairs.map(({ label }) => label)).toEqual([undefined, undefined]);
    expect(problems.map(({ skipped }) => skipped)).toEqual([false, false]);
    expect(problems[1]?.says).toContain('line 2: the label "maybe" is none of meaningful, noise, broken');
  });

  test('what only describes a pair never keeps it from being run', async () => {
    const { pairs, problems } = await labels(
      '{"id": "1", "label": "noise", "size": 3, "tiny": null, "site": 7}',
    );
    expect(problems).toEqual([]);
    expect(pairs[0]).toMatchObject({ id: '1', site: 'corpus.example' });
  });

  test('a pair that stands twice is run once, and the second line is named', async () => {
    const { pairs, problems } = await labels(
      '{"id": 1, "label": "noise"}',
      '{"id": "1", "label": "meaningful"}',
    );
    expect(pairs.map(({ label }) => label)).toEqual(['noise']);
    expect(problems).toMatchObject([
      { skipped: true, says: expect.stringContaining('line 2: pair 1 stands above') },
    ]);
  });

  test('an empty file of labels is refused, so that no figure of nothing is taken for a result', async () => {
    await expect(labels('')).rejects.toMatchObject({ humanMessage: expect.stringContaining('is empty') });
  });

  test('a folder without labels is told what is expected in it', async () => {
    await expect(readLabels('/nowhere')).rejects.toMatchObject({
      code: 'bad_input',
      humanMessage: expect.stringMatching(/labels\.jsonl.*"id" and "label".*before\.html\.gz/),
    });
  });

  test('a pair is asked its own request, or for the text of its document', async () => {
    const { pairs } = await labels(
      '{"id": "1", "label": "noise", "document": "shops/Acme/Terms of Service"}',
      '{"id": "2", "label": "noise", "document": "Imprint"}',
      '{"id": "3", "label": "noise", "document": "Imprint", "request": "price below $20"}',
      '{"id": "4", "label": "noise"}',
    );
    expect(pairs.map(requestOf)).toEqual([
      'tell me when the text of Terms of Service changes',
      'tell me when the text of Imprint changes',
      'price below $20',
      'tell me when the text of this page changes',
    ]);
  });
});
