import type { App } from '@slack/bolt';
import type { Understanding } from '../../contracts/assistant.ts';
import type { IssueChange, LinearCatalog } from '../../contracts/linear.ts';
import { LookoutError } from '../../kit/errors.ts';
import { askActionIds } from '../../vendors/slack/ask-action-ids.ts';
import { changedMessage } from '../../vendors/slack/blocks/issue-change.ts';
import { linkTo } from '../../vendors/slack/blocks/link.ts';
import { questionBlocks } from '../../vendors/slack/blocks/question.ts';
import { inline } from '../../vendors/slack/blocks/text.ts';
import { whoMessage } from '../../vendors/slack/blocks/who-is-on-what.ts';
import { callsFor, type Door, type Place } from './door.ts';
import { findLinearPerson } from './find-linear-person.ts';
import { onPress } from './press.ts';
import { reply } from './reply.ts';
import { requireMayCreateWork, requireMaySeeIssues } from './review-permissions.ts';
import { sayUpdate } from './say-order.ts';

type Update = Extract<Understanding, { kind: 'update' }>;
type Who = Extract<Understanding, { kind: 'who' }>;

/** Undo under what was ordered: by anybody who could have ordered it. */
export function listenToIssueUndo(app: App, door: Door): void {
  onPress(app, door, askActionIds.undo, async (press) => {
    await requireMayCreateWork(door, press, press.from.kind === 'message' ? press.from.channelId : null);
    const { kind, issue } = await callsFor(door, press).linear.undoChange({
      changeId: press.value,
      by: press.userId,
    });
    const what = kind === 'created' ? 'archived' : `as it was: ${inline(issue.state, 40)}`;
    await press.replace(`↩ ${linkTo(issue.url, issue.identifier)} ${what} · <@${press.userId}>`);
  });
}

/**
 * @throws LookoutError not_allowed for guests and outsiders, not_found with how to connect when Linear is not
 */
export async function requireLinear(door: Door, place: Place): Promise<LinearCatalog> {
  await requireMayCreateWork(door, place, place.channelId);
  return await connectedCatalog(door, place);
}

async function connectedCatalog(door: Door, place: Place): Promise<LinearCatalog> {
  const { linear } = callsFor(door, place);
  if (!(await linear.status({})).connected) {
    throw new LookoutError('not_found', 'Linear is not connected', {
      humanMessage: 'Linear is not connected. `/lookout connect linear` does it; then ask again.',
    });
  }
  return await linear.catalog({});
}

/** Changes one issue as ordered and says in one line what is different. */
export async function updateIssue(door: Door, place: Place, order: Update): Promise<void> {
  const catalog = await requireLinear(door, place);
  const { assignee, ...rest } = order.change;
  const change: IssueChange = { ...rest };
  if (assignee === null) change.assigneeId = null;
  else if (assignee !== undefined) {
    const found = await findLinearPerson(door, place, assignee, catalog);
    if (found.kind === 'several')
      return await askWhom(place, found.users, (email) =>
        sayUpdate({ ...order, change: { ...order.change, assignee: email } }),
      );
    change.assigneeId = found.user.id;
  }
  const done = await callsFor(door, place).linear.changeIssue({
    identifier: order.identifier,
    change,
    key: place.key,
    by: place.userId,
  });
  await reply(place, 'changed', changedMessage(done, place.userId));
}

/** Two of a name: one question. */
export async function askWhom(
  place: Place,
  users: LinearCatalog['users'],
  say: (email: string) => string,
): Promise<void> {
  const question = 'Who is meant?';
  const choices = users.slice(0, 4).map(({ name, email }) => ({ label: name, text: say(email) }));
  await reply(place, 'who', { text: question, blocks: questionBlocks(question, choices) });
}

const mostIssues = 100;
const mostOfTopic = 20;
/** Below this, an issue shares a word with the topic and no more. */
const likeEnough = 0.45;

/** Open issues by person: of everybody, of one, or about a topic. Private teams are left out for all. */
export async function tellWho(door: Door, place: Place, { person, topic }: Who): Promise<void> {
  await requireMaySeeIssues(door, place, place.channelId);
  const catalog = await connectedCatalog(door, place);
  const { linear } = callsFor(door, place);
  if (topic !== null) {
    const { issues } = await linear.search({ query: topic, limit: mostOfTopic, openOnly: true });
    const near = issues.filter(({ likeness }) => likeness >= likeEnough);
    return await tellIssues(place, near, { about: `On ${topic}`, limit: mostOfTopic + 1 });
  }
  if (person === null) {
    const { issues } = await linear.issuesOf({ limit: mostIssues });
    return await tellIssues(place, issues, { about: 'Who is on what', limit: mostIssues });
  }
  const found = await findLinearPerson(door, place, person, catalog);
  if (found.kind === 'several') return await askWhom(place, found.users, (email) => `issues of ${email}`);
  const { issues } = await linear.issuesOf({ assigneeId: found.user.id, limit: mostIssues });
  await tellIssues(place, issues, { about: found.user.name, limit: mostIssues });
}

async function tellIssues(
  place: Place,
  issues: Parameters<typeof whoMessage>[0],
  what: Parameters<typeof whoMessage>[1],
): Promise<void> {
  const nothing = { text: `${inline(what.about)}: no open issue in Linear that all may see.` };
  await reply(place, 'who', issues.length === 0 ? nothing : whoMessage(issues, what));
}
