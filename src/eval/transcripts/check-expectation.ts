import type { ParsedTranscript } from '../../flows/transcript/parse/parse-transcript.ts';
import type { Refusal } from '../../flows/transcript/parse/refuse.ts';
import { escapeMrkdwn } from '../../kit/text.ts';
import { compareCounts } from './compare-with-row.ts';
import type { Expectation } from './read-index.ts';
import type { ReadingReply } from './read-transcript-worker.ts';

/** What became of a file. */
export type Outcome = ReadingReply['result'];

export interface Verdict {
  /** What did not hold. */
  wrong: string[];
  /** What is asked for and not known here. */
  unchecked: string[];
}

/** Keys that are looked at here or by the runner (items: check-items.ts, repetitions: check-repetition.ts); all others are named as unchecked. */
const known = new Set(
  [
    'result reason by n_turns n_cues n_paragraphs words duration_s speakers must_contain must_not_contain note unit',
    'slack_must_not_contain slack_must_not_contain_raw max_seconds max_rss_mb redact_spans keep',
    'labels only_these_actions forbidden_in_titles forbidden_assignees',
  ].flatMap((line) => line.split(' ')),
);

/** How an index words the reason of a refusal, and the refusals that fit. */
const reasons: readonly (readonly [RegExp, readonly Refusal[]])[] = [
  [/empty|no cues|no words/i, ['empty', 'no_cues']],
  [/html|web page|login|sign-?in/i, ['web_page']],
  [/unpacks|bomb/i, ['unpacks_too_large']],
  [/entit|dtd|doctype|xxe/i, ['document_type_definition', 'broken_document']],
  [/vendor error|error payload/i, ['vendor_error']],
  [/invalid json|truncated|not json/i, ['invalid_json']],
  [/not text|binary/i, ['not_text', 'other_file']],
  [/too large|too big/i, ['too_large', 'unpacks_too_large']],
];

/** Whether what a file must lead to is what came of it, as far as reading it decides. */
export function checkExpectation(outcome: Outcome, expect: Expectation, given: string): Verdict {
  const unchecked = Object.keys(expect)
    .filter((key) => !known.has(key))
    .map((key) => `${key} is not an expectation this command knows`);
  if ('crashed' in outcome) return { wrong: [`crashed: ${outcome.crashed}`], unchecked };
  if ('refused' in outcome) {
    const refused = checkRefusal(outcome.refused, expect, given);
    return { wrong: refused.wrong, unchecked: [...unchecked, ...refused.unchecked] };
  }
  if (/^rejected(?!,? or)/.test(expect.result))
    return { wrong: [`read as ${outcome.parsed.report.label} instead of refused`], unchecked };
  return { wrong: checkParsed(outcome.parsed, expect), unchecked };
}

function checkRefusal(
  { reason, humanMessage }: { reason: unknown; humanMessage: string },
  expect: Expectation,
  given: string,
): Verdict {
  const says = `refused: ${humanMessage}`;
  if (!/reject/.test(expect.result)) return { wrong: [says], unchecked: [] };
  const leaked = (expect.must_not_contain ?? []).filter((text) => humanMessage.includes(text));
  const wrong = leaked.map((text) => `the refusal shows ${JSON.stringify(text)}`);
  if (expect.reason === undefined) return { wrong, unchecked: [] };
  const fitting = reasons
    .filter(([pattern]) => pattern.test(expect.reason ?? ''))
    .flatMap(([, refusals]) => refusals);
  if (fitting.length === 0)
    return { wrong, unchecked: [`the reason "${expect.reason}" is not one this command knows`] };
  if (!fitting.includes(reason as Refusal)) wrong.push(`${says} (wanted: ${expect.reason})`);
  const message = /"message"\s*:\s*"([^"]{1,100})"/.exec(given)?.[1];
  if (/show its message/.test(expect.reason) && message && !humanMessage.includes(message))
    wrong.push(`the vendor's message "${message}" is not shown`);
  return { wrong, unchecked: [] };
}

function checkParsed(parsed: ParsedTranscript, expect: Expectation): string[] {
  const said = parsed.turns.map((turn) => `${turn.speaker}: ${turn.text}`).join('\n');
  const inSlack = escapeMrkdwn(said);
  const forbiddenInSlack = [
    ...(expect.slack_must_not_contain ?? []),
    ...(expect.slack_must_not_contain_raw ?? []),
  ];
  return [
    ...compareCounts(parsed, expect),
    ...(expect.must_contain ?? [])
      .filter((text) => !said.includes(text))
      .map((text) => `lost: ${JSON.stringify(text)}`),
    ...(expect.must_not_contain ?? [])
      .filter((text) => said.includes(text))
      .map((text) => `kept: ${JSON.stringify(text)}`),
    ...forbiddenInSlack
      .filter((text) => inSlack.includes(text))
      .map((text) => `alive in Slack: ${JSON.stringify(text)}`),
    ...checkDuration(parsed, expect.duration_s),
  ];
}

/** A meeting's length is where its last words begin or end, give or take a percent. */
function checkDuration({ report }: ParsedTranscript, seconds: number | undefined): string[] {
  if (seconds === undefined) return [];
  const last = (report.lastMs ?? 0) / 1000;
  return Math.abs(last - seconds) <= seconds / 100 ? [] : [`ends at ${last} s instead of ${seconds} s`];
}
