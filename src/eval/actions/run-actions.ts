import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Extract, Turn } from '../../contracts/transcript.ts';
import { parseTranscript } from '../../flows/transcript/parse/parse-transcript.ts';
import { understandByRules } from '../../flows/transcript/understand/understand-by-rules.ts';
import { readByCues } from './cue-baseline.ts';
import { type Meeting, readMeetings, readSets } from './read-gold.ts';
import { type ItemCounts, type PredictedItem, scoreItems } from './score-items.ts';
import { type SetResult, scoreSet } from './score-set.ts';
import { type ScoreSummary, summariseScores } from './summarise-scores.ts';

/** A line of a predictions file. */
interface Prediction {
  meeting: string;
  actions: (PredictedItem & { due: string | null })[];
  decisions: PredictedItem[];
}

export interface ActionsResult {
  /** By source and for all: what the product reads, and what a search for phrases finds. */
  actions: Record<string, ScoreSummary>;
  decisions: Record<string, ScoreSummary>;
  baseline: Record<string, ScoreSummary>;
  sets: SetResult[];
  predictions: Prediction[];
}

/** Where meetings come from, by the beginning of their ids. */
const sources: readonly (readonly [RegExp, string])[] = [
  [/^ami/, 'AMI'],
  [/^icsi/, 'ICSI'],
  [/^eth-acd-/, 'ETH, by people'],
  [/^eth/, 'ETH, by machine'],
];

/** What the product makes of annotated meetings and of files with planted items. */
export async function evaluateActions(directory: string): Promise<ActionsResult> {
  const predictions: Prediction[] = [];
  const tables = { actions: newTable(), decisions: newTable(), baseline: newTable() };
  for (const meeting of await readMeetings(directory)) {
    const turns = toTurns(meeting);
    const prediction = toPrediction(
      meeting.id,
      understandByRules({ turns, ...(meeting.date ? { heldAt: new Date(meeting.date) } : {}) }),
    );
    predictions.push(prediction);
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
    const prediction = toPrediction(
      row.file,
      understandByRules({ turns: parsed.turns, ...(parsed.date ? { heldAt: new Date(parsed.date) } : {}) }),
    );
    predictions.push(prediction);
    sets.push(scoreSet(row, prediction.actions));
  }
  return {
    actions: tables.actions.summary(),
    decisions: tables.decisions.summary(),
    baseline: tables.baseline.summary(),
    sets,
    predictions,
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

const toPrediction = (meeting: string, extract: Extract): Prediction => ({
  meeting,
  actions: extract.actions.map(({ title, owner, citation, due, dueSpoken }) => ({
    text: title,
    assignee: owner.state === 'none' ? null : owner.state === 'named' ? owner.spoken : [...owner.candidates],
    turn: citation.turn,
    due: dueSpoken ?? due,
  })),
  decisions: extract.decisions.map(({ text, citation }) => ({ text, turn: citation.turn })),
});
