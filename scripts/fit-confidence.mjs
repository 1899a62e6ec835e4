// Measures how often each sort of the rules' verdicts is right on labelled pairs and writes the counts that
// src/flows/detection/judge/confidence.ts reads. Run it when the engine has changed:
//   node scripts/fit-confidence.mjs ../shared/corpus test/fixtures/pages

import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadConfig } from '../src/config/config.ts';
import { runDetection } from '../src/eval/detection/run-detection.ts';
import { relevantFrom } from '../src/flows/detection/engine/score-relevance.ts';
import { sortOf } from '../src/flows/detection/judge/confidence.ts';
import { judgeByRules } from '../src/flows/detection/judge/judge-by-rules.ts';
import { byImportance } from '../src/flows/detection/judge/quote-hunks.ts';
import { readRequest } from '../src/flows/discovery/read-request.ts';

const directories = process.argv.slice(2);
if (directories.length === 0) throw new Error('name the folders with labelled pairs');

/** The hunks a verdict weighs, as the judge weighs them. */
function weighedBy({ hunks, request }, pair) {
  const condition = pair.condition === undefined ? readRequest(request).condition : pair.condition;
  const candidates = hunks.filter((hunk) => !hunk.noise && hunk.relevance >= relevantFrom);
  const { quotes, outcome } = judgeByRules({ request, condition, hunks, candidates });
  if (outcome === 'silent') return hunks;
  const isQuoted = (hunk) =>
    quotes.some(({ before, after }) => before === hunk.before && after === hunk.after);
  return byImportance(hunks.filter(isQuoted));
}

const counts = new Map();
const sizes = [];
for (const directory of directories) {
  let judged = 0;
  await runDetection(loadConfig({}), directory, {
    judge: 'off',
    signal: new AbortController().signal,
    onPair: ({ pair, evidence, result }) => {
      if (result.correct === null || result.verdict === 'health') return;
      const sort = sortOf({ reason: result.reason, hunks: weighedBy(evidence, pair) });
      const count = counts.get(sort) ?? { right: 0, of: 0 };
      counts.set(sort, { right: count.right + (result.correct ? 1 : 0), of: count.of + 1 });
      judged++;
    },
  });
  sizes.push(`${judged} of ${basename(directory)}`);
}

const lines = [...counts]
  .sort(([one], [other]) => one.localeCompare(other))
  .map(
    ([sort, { right, of }]) => `  ${/\s/.test(sort) ? `'${sort}'` : sort}: { right: ${right}, of: ${of} },`,
  );
writeFileSync(
  join(import.meta.dirname, '../src/flows/detection/judge/confidence-table.ts'),
  `/** How many verdicts of one sort were right, of how many. */
export interface Measured {
  right: number;
  of: number;
}

/**
 * Verdicts of the rules by sort: how many were right, of how many. Written by scripts/fit-confidence.mjs from labelled
 * pairs (${sizes.join(', ')}); a sort that is not here was never measured.
 */
export const measured: Readonly<Record<string, Measured>> = {
${lines.join('\n')}
};
`,
);
console.log(lines.join('\n'));
