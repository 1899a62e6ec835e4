import type { LinearCatalog } from '../../contracts/linear.ts';
import type { ExtractedAction, IssueFields, Turn } from '../../contracts/transcript.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';
import { type PeopleKnown, resolveOwner } from './resolve-person.ts';
import { type Place, resolvePlace } from './resolve-place.ts';

/** What an item is resolved against. */
export interface Surroundings {
  meetingTitle: string;
  catalog: LinearCatalog | null;
  people: PeopleKnown;
  lastPlace: Place | null;
}

export interface ProposedItem {
  extracted: ExtractedAction;
  fields: IssueFields;
}

/** What was read out of a transcript, with names resolved to what there is in the workspace. */
export function proposeItem(
  action: ExtractedAction,
  turn: Turn | undefined,
  around: Surroundings,
): ProposedItem {
  const { owner, assigneeId } = resolveOwner(action.owner, around.people);
  const extracted = { ...action, owner };
  const said = `${action.title}\n${action.description}\n${action.citation.quote}`;
  return {
    extracted,
    fields: {
      title: truncate(oneLine(cleanText(action.title)), 255),
      description: describeItem(action, turn, around.meetingTitle),
      ...resolvePlace(said, around.catalog, around.lastPlace),
      milestoneId: null,
      newMilestone: null,
      assigneeId,
      due: action.due && isDate(action.due) ? action.due : null,
      priority: action.priority,
      estimate: null,
      labelIds: [],
      subtasks: action.subtasks
        .map((subtask) => truncate(oneLine(cleanText(subtask)), 255))
        .filter((subtask) => subtask !== ''),
    },
  };
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(new Date(text).getTime());

/** Markdown for the issue: what is to be done, and the words it stands on. Foreign text cannot become a link. */
function describeItem(action: ExtractedAction, turn: Turn | undefined, meetingTitle: string): string {
  const at = turn?.startMs === undefined ? [] : [formatTime(turn.startMs)];
  const source = [turn?.speaker, ...at, meetingTitle].filter((part) => part).map((part) => plain(part ?? ''));
  return [
    plain(action.description),
    `> ${truncate(plain(action.citation.quote), 2_000)}\n> — ${source.join(', ')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .slice(0, 20_000);
}

const plain = (text: string): string =>
  oneLine(cleanText(text))
    .replace(/[\\`*_[\]<>#|~]/g, (sign) => `\\${sign}`)
    .replace(/:\/\//g, ':\\/\\/');

/** 761_000 -> "12:41". */
function formatTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
