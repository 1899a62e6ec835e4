import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Extract, Turn } from '../../contracts/transcript.ts';
import { parseTranscript } from '../../flows/transcript/parse/parse-transcript.ts';
import { type RulesInput, understandByRules } from '../../flows/transcript/understand/understand-by-rules.ts';
import { readByCues } from './cue-baseline.ts';
import { type Meeting, readMeetings, readSets } from './read-gold.ts';
import { type ItemCounts, scoreItems } from './score-items.ts';
import { type SetResult, scoreSet } from './score-set.ts';
import { type ScoreSummary, summariseScores } from './summarise-scores.ts';
import { type Prediction, toPrediction } from './to-prediction.ts';

export interface ActionsResult {
  /** By source and for all: what the product reads, and what a search for phrases finds. */
  actions: Record<string, ScoreSummary>;
  decisions: Record<string, ScoreSummary>;
  baseline: Record<string, ScoreSummary>;
  sets: SetResult[];
  predictions: Prediction[];
  /** Meetings that a model could not read, or not whole, and what was done instead. */
  degraded: { meeting: string; says: string }[];
}

/** Turns to items: by the rules, or by a model. */
export type ReadMeeting = (input: RulesInput) => Promise<Extract>;

export const readByRules: ReadMeeting = async (input) => understandByRules(input);

/** Where meetings come from, by the beginning of their ids. */
const sources: readonly (readonly [RegExp, string])[] = [
  [/^ami/, 'AMI'],
  [/^icsi/, 'ICSI'],
  [/^eth-acd-/, 'ETH, by people'],
  [/^eth/, 'ETH, by machine'],
];

/**
 * What the product makes of annotated meetings and of files with planted items.
 *
 * @param onMeeting told of each meeting or file when it is read
 * @throws LookoutError `bad_input` when the folder cannot be read
 */
export async function evaluateActions(
  directory: string,
  readMeeting: ReadMeeting,
  onMeeting: (meeting: string) => void = () => {},
): Promise<ActionsResult> {
  const predictions: Prediction[] = [];
  const degraded: ActionsResult['degraded'] = [];
  const read = async (meeting: string, turns: Turn[], date: string | null | undefined) => {
    const extract = await readMeeting({ turns, ...(date ? { heldAt: new Date(date) } : {}) });
    if (extract.degraded) degraded.push({ meeting, says: extract.degraded });
    const prediction = toPrediction(meeting, extract);
    predictions.push(prediction);
    onMeeting(meeting);
    return prediction;
  };
  const tables = { actions: newTable(), decisions: newTable(), baseline: newTable() };
  for (const meeting of await readMeetings(directory)) {
    const turns = toTurns(meeting);
    const prediction = await read(meeting.id, turns, meeting.date);
    const { actions, decisions } = meeting.gold;
    if (actions?.length) {
      tables.actions.add(meeting.id, scoreItems(actions, prediction.actions));
      tables.baseline.add(meeting.id, scoreItems(actions, readByCues(turns)));
    }
    if (decisions?.length) tables.decisions.add(meeting.id, scoreItems(decisions, prediction.decisions));
  }
  const sets: SetResult[] = [];
  for (const row of await readSets(directory)) {
    const bytes = await readFile(join(directory, row.file));
    const parsed = parseTranscript({ bytes, fileName: basename(row.file) });
    const prediction = await read(row.file, parsed.turns, parsed.date);
    sets.push(scoreSet(row, prediction.actions));
  }
  return {
    actions: tables.actions.summary(),
    decisions: tables.decisions.summary(),
    baseline: tables.baseline.summary(),
    sets,
    predictions,
    degraded,
  };
}

function newTable() {
  const bySource = new Map<string, ItemCounts[]>();
  return {
    add: (id: string, counts: ItemCounts) => {
      const source = sources.find(([pattern]) => pattern.test(id))?.[1] ?? 'other';
      bySource.set(source, [...(bySource.get(source) ?? []), counts]);
    },
    summary: (): Record<string, ScoreSummary> => ({
      ...Object.fromEntries([...bySource].map(([source, rows]) => [source, summariseScores(rows)])),
      all: summariseScores([...bySource.values()].flat()),
    }),
  };
}

const toTurns = ({ turns }: Meeting): Turn[] =>
  turns.map(({ i, speaker, text, start, end }) => ({
    i,
    speaker,
    text,
    ...(start === null || start === undefined ? {} : { startMs: Math.round(start * 1000) }),
    ...(end === null || end === undefined ? {} : { endMs: Math.round(end * 1000) }),
  }));
