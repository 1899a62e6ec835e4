import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';

const lookout = join(import.meta.dirname, 'lookout.ts');

const terms = (notice: string, year: number): string =>
  `<!doctype html><html lang="en"><head><title>Terms</title></head><body>
<nav><a href="/">Home</a> <a href="/about">About</a></nav>
<main><h1>Terms of Service</h1>
<p>These terms govern your use of the service, and you accept them by opening an account with us.</p>
<p>Either side may end this agreement with ${notice} of notice, given in writing to the other side.</p>
<p>You keep the rights to what you upload; we store it only to show it to you and to those you share it with.</p></main>
<footer>© ${year} Example Inc.</footer></body></html>`;

const pairs: { label: string; before: string; after: string | Buffer; afterName?: string; more?: object }[] =
  [
    { label: 'meaningful', before: terms('30 days', 2025), after: terms('14 days', 2025) },
    {
      label: 'noise',
      before: terms('30 days', 2025),
      after: gzipSync(terms('30 days', 2026)),
      afterName: 'after.html.gz',
    },
    {
      label: 'broken',
      before: terms('30 days', 2025),
      after:
        '<title>Oops</title><h1>Service Unavailable</h1><p>Please come back later.</p><script>alert(1)</script>',
      more: { after_status: 503 },
    },
  ];

async function corpusOf(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'lookout-corpus-'));
  const lines = pairs.map(({ label, more }, at) =>
    JSON.stringify({
      id: `00${at + 1}`,
      label,
      site: 'Example',
      document: 'Example/Terms of Service',
      ...more,
    }),
  );
  await writeFile(join(directory, 'labels.jsonl'), `${lines.join('\n')}\n{"id": `);
  for (const [at, { before, after, afterName }] of pairs.entries()) {
    const folder = join(directory, `00${at + 1}`);
    await mkdir(folder);
    await writeFile(join(folder, 'before.html'), before);
    await writeFile(join(folder, afterName ?? 'after.html'), after);
  }
  return directory;
}

/** As somebody at a terminal: what comes back, and where. */
const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [lookout, 'eval', 'detection', ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

test('lookout eval detection --json prints one object: a change told, noise kept quiet, a bad page named', async () => {
  const directory = await corpusOf();
  onTestFinished(async () => await rm(directory, { recursive: true }));
  const { code, stdout, stderr } = await run(directory, '--json');
  expect(code).toBe(1); // for the line that is no JSON
  expect(stderr).toContain('labels.jsonl, line 4: this is not JSON');
  const { pairs: seen, summary } = JSON.parse(stdout);
  expect(seen.map((pair: { verdict: string }) => pair.verdict)).toEqual(['alert', 'silent', 'health']);
  expect(seen[0]).toMatchObject({ id: '001', changedBlocks: 1, wouldAskModel: true, correct: true });
  expect(seen[0].sentence).toMatch(/30.*14/);
  expect(seen[1]).toMatchObject({ id: '002', wouldAskModel: false, tokens: 0 });
  expect(seen[2]).toMatchObject({ id: '003', reason: 'maintenance', changedBlocks: 0 });
  for (const pair of seen) {
    expect(pair.reason).toEqual(expect.any(String));
    expect(pair.ms).toBeGreaterThan(0);
  }
  expect(summary).toMatchObject({ pairs: 3, precision: { value: 1 }, recall: { value: 1, of: 1 } });
  expect(summary.problems).toHaveLength(1);
  expect(summary.sites.worst.f1).toEqual({ site: 'Example', value: 1 });
}, 60_000);
