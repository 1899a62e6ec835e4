import type { App } from '@slack/bolt';
import type { Understanding } from '../../contracts/assistant.ts';
import { type LinearCatalog, mayBeAssigned } from '../../contracts/linear.ts';
import type { IssueFields } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { askActionIds } from '../../vendors/slack/ask-action-ids.ts';
import { createdMessage, likelyMessage } from '../../vendors/slack/blocks/issue-change.ts';
import { questionBlocks } from '../../vendors/slack/blocks/question.ts';
import { askWhom, requireLinear } from './act-on-issues.ts';
import { type Asker, callsFor, type Door, type Place } from './door.ts';
import { findLinearPerson } from './find-linear-person.ts';
import { placeOfPress } from './place-of-press.ts';
import { onPress } from './press.ts';
import { reply } from './reply.ts';
import { sayCreate } from './say-order.ts';

type Create = Extract<Understanding, { kind: 'create' }>;
type Team = LinearCatalog['teams'][number];
type User = LinearCatalog['users'][number];

/** From here on an open issue is likely the same (thirteen pairs of titles with the bundled embedder; a person decides). */
const likelySame = 0.82;
/** Worth a line below what was made. */
const related = 0.64;

/** "Create anyway" under what may be a duplicate. */
export function listenToCreateAnyway(app: App, door: Door): void {
  onPress(app, door, askActionIds.createAnyway, async (press) => {
    const place = placeOfPress(press);
    if (!place) return;
    const { timeZone } = await door.people.person(press.client, press.workspaceId, press.userId);
    const order = await callsFor(door, press).assistant.understand({ text: press.value, timeZone });
    if (order.kind !== 'create') return;
    await press.replace(`→ Create anyway · <@${press.userId}>`);
    await createIssueFromWords(door, place, order, { evenIfLikely: true });
  });
}

/** Makes one issue as ordered; what seems to exist already, or is not clear, is asked first. */
export async function createIssueFromWords(
  door: Door,
  place: Place,
  order: Create,
  { evenIfLikely = false }: { evenIfLikely?: boolean } = {},
): Promise<void> {
  const catalog = await requireLinear(door, place);
  const { linear } = callsFor(door, place);
  let owner: User | null = null;
  if (order.assignee !== null) {
    const found = await findLinearPerson(door, place, order.assignee, catalog);
    if (found.kind === 'several')
      return await askWhom(place, found.users, (email) => sayCreate({ ...order, assignee: email }));
    owner = found.user;
  }
  const teams = await teamsMeant(door, place, order.team, { catalog, owner });
  const [team, ...others] = teams;
  if (!team) throw noTeam(catalog);
  if (others.length > 0) return await askTeam(place, teams, order);
  // An earlier try that got as far as making the issue would find it here and take it for another.
  const wasDecided = place.attempt > 1 && !(await door.claimAction(place.workspaceId, decisionKey(place)));
  const { issues } = await linear.search({ query: order.title, limit: 3, openOnly: true });
  const likely = issues.filter(({ likeness }) => likeness >= likelySame);
  if (likely.length > 0 && !evenIfLikely && !wasDecided)
    return await reply(place, 'likely', likelyMessage(likely, sayCreate({ ...order, team: team.key })));
  await door.claimAction(place.workspaceId, decisionKey(place));
  const issue = await linear.createIssue({
    fields: fieldsOf(order, team, owner),
    link: await linkToMessage(door, place),
    key: `order ${place.key}`,
    by: place.userId,
  });
  const near =
    evenIfLikely || wasDecided
      ? []
      : issues.filter(({ likeness, issueId }) => likeness >= related && issueId !== issue.issueId);
  await reply(place, 'created', createdMessage(issue, place.userId, near.slice(0, 2)));
}

const decisionKey = ({ key }: Place): string => `decided to create: ${key}`;

const fieldsOf = (order: Create, team: Team, owner: User | null): IssueFields => ({
  title: order.title,
  description: '',
  teamId: team.id,
  projectId: null,
  milestoneId: null,
  newMilestone: null,
  assigneeId: owner?.id ?? null,
  due: order.due,
  priority: order.priority,
  estimate: null,
  labelIds: [],
  subtasks: [],
});

/**
 * The teams an issue may go to: the named one; else where its owner may be given issues, and of several the one where
 * they (without one: the asker) have the most open issues.
 */
async function teamsMeant(
  door: Door,
  place: Place,
  spoken: string | null,
  { catalog, owner }: { catalog: LinearCatalog; owner: User | null },
): Promise<Team[]> {
  const open = catalog.teams.filter((team) => !team.private);
  if (spoken !== null) {
    const wanted = spoken.toLowerCase();
    const named = open.filter(
      ({ key, name }) => key.toLowerCase() === wanted || name.toLowerCase() === wanted,
    );
    const team = named[0] ?? open.find(({ name }) => name.toLowerCase().startsWith(wanted));
    return team ? [team] : [];
  }
  const possible = owner ? open.filter((team) => mayBeAssigned(owner, team)) : open;
  if (possible.length <= 1) return possible;
  const worker = owner ?? (await asLinearUser(door, place, catalog));
  const busiest = worker && (await busiestTeam(door, place, worker, possible));
  return busiest ? [busiest] : possible;
}

async function asLinearUser(door: Door, place: Place, catalog: LinearCatalog): Promise<User | null> {
  const found = await findLinearPerson(door, place, 'me', catalog).catch(() => null);
  return found?.kind === 'one' ? found.user : null;
}

async function busiestTeam(
  door: Door,
  asker: Asker,
  { id }: User,
  teams: readonly Team[],
): Promise<Team | null> {
  const { issues } = await callsFor(door, asker).linear.issuesOf({ assigneeId: id, limit: 50 });
  const counted = teams.map((team) => ({
    team,
    count: issues.filter(({ identifier }) => identifier.startsWith(`${team.key}-`)).length,
  }));
  const [first, second] = counted.sort((a, b) => b.count - a.count);
  return first && first.count > (second?.count ?? 0) ? first.team : null;
}

async function askTeam(place: Place, teams: readonly Team[], order: Create): Promise<void> {
  const question = 'In which team?';
  const choices = teams
    .slice(0, 4)
    .map(({ name, key }) => ({ label: name, text: sayCreate({ ...order, team: key }) }));
  await reply(place, 'team', { text: question, blocks: questionBlocks(question, choices) });
}

function noTeam({ teams }: LinearCatalog): LookoutError {
  const names = teams.filter((team) => !team.private).map(({ name }) => name);
  return new LookoutError('not_found', 'no such team', {
    humanMessage: `There is no such team in Linear. There are: ${names.join(', ') || 'none that all may see'}.`,
  });
}

/** The message the order stands in, on the issue. A slash command leaves none. */
async function linkToMessage(door: Door, place: Place): Promise<{ url: string; title: string } | null> {
  if (place.rootTs === null) return null;
  try {
    const { permalink } = await place.client.chat.getPermalink({
      channel: place.channelId,
      message_ts: place.rootTs,
    });
    return permalink ? { url: permalink, title: 'Slack thread' } : null;
  } catch (error) {
    door.log.debug({ err: error }, 'no address of a thread');
    return null;
  }
}
