import type { ExtractedAction, IssueFields, Turn } from '../../contracts/transcript.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';
import { describeItem } from './describe-item.ts';
import { type PeopleKnown, resolveOwner } from './resolve-person.ts';
import { onlyNamed, type PlacesKnown, resolvePlaces } from './resolve-place.ts';

/** What an item is resolved against. */
export interface Surroundings {
  meetingTitle: string;
  people: PeopleKnown;
  places: PlacesKnown;
}

export interface ProposedItem {
  extracted: ExtractedAction;
  fields: IssueFields;
}

/** What was read out of a transcript, with names resolved to what there is in the workspace, and each in its team. */
export function proposeItems(
  actions: readonly ExtractedAction[],
  turnOf: ReadonlyMap<number, Turn>,
  around: Surroundings,
): ProposedItem[] {
  const items = actions.map((action) => proposeItem(action, turnOf.get(action.citation.turn), around));
  const places = resolvePlaces(
    items.map(({ extracted: { title, description, citation, candidates }, fields: { assigneeId } }) => ({
      said: `${title}\n${description}\n${citation.quote}`,
      assigneeId,
      candidates,
    })),
    around.places,
  );
  return items.map((item, at) => {
    const fields = { ...item.fields, ...places[at] };
    const milestoneId = milestoneOf(item.extracted, fields.projectId, around.places);
    return { ...item, fields: { ...fields, milestoneId } };
  });
}

/** The milestone a model proposed, when the item's project has one of that name. */
export function milestoneOf(
  { candidates }: ExtractedAction,
  projectId: string | null,
  { catalog }: PlacesKnown,
): string | null {
  const own = catalog?.milestones.filter((one) => one.projectId === projectId) ?? [];
  return onlyNamed(candidates?.milestone, own)?.id ?? null;
}

function proposeItem(action: ExtractedAction, turn: Turn | undefined, around: Surroundings): ProposedItem {
  const { owner, assigneeId } = resolveOwner(action.owner, around.people);
  const extracted = { ...action, owner };
  return {
    extracted,
    fields: {
      title: truncate(oneLine(cleanText(action.title)), 255),
      description: describeItem(action, turn, around.meetingTitle),
      teamId: null,
      projectId: null,
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
