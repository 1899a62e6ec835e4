import { type LinearCatalog, mayBeAssigned } from '../../contracts/linear.ts';
import type { ExtractedAction } from '../../contracts/transcript.ts';

export interface Place {
  teamId: string | null;
  projectId: string | null;
}

/** An item that is to have a place: what was said of it, and whose it is. */
export interface ToPlace {
  said: string;
  assigneeId: string | null;
  /** Names a model proposed; what is not in the catalogue is nothing. */
  candidates?: ExtractedAction['candidates'];
}

export interface PlacesKnown {
  catalog: LinearCatalog | null;
  /** Where the channel's last work went. */
  last: Place | null;
  /** How many open issues somebody has, by team key. */
  openIssues: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

type Team = LinearCatalog['teams'][number];

const nowhere: Place = { teamId: null, projectId: null };
/** A project called "It" or "Q4" would be found in every other sentence. */
const shortestName = 4;

/**
 * Where the items of a meeting go. Each to the project its words name, or a model proposed, or such a team, or its owner's;
 * what nobody owns to where most of the meeting went, or the channel's last work. Undecided is `teamId: null`: a person
 * is asked, nothing is guessed. Private teams are only ever chosen by a person.
 */
export function resolvePlaces(items: readonly ToPlace[], known: PlacesKnown): Place[] {
  const { catalog, last } = known;
  if (!catalog) return items.map(() => nowhere);
  const teams = catalog.teams.filter((team) => !team.private);
  const found = items.map((item) => namedPlace(item, teams, known) ?? ownersPlace(item, teams, known));
  const most = mostCommon(found.flatMap((place) => place?.teamId ?? []));
  const lastTeam = teams.find((team) => team.id === last?.teamId)?.id;
  const usual = most ?? lastTeam ?? (teams.length === 1 ? teams[0]?.id : undefined) ?? null;
  return found.map((place, at) => {
    if (place) return place;
    const user = userOf(items[at]?.assigneeId ?? null, catalog);
    const team = teams.find((one) => one.id === usual);
    // Not where its owner could not be assigned: that is for a person to decide.
    return team && user && !mayBeAssigned(user, team) ? nowhere : inTeam(usual, known);
  });
}

const userOf = (
  userId: string | null,
  { users }: LinearCatalog,
): LinearCatalog['users'][number] | undefined => users.find((user) => user.id === userId);

/** The project and team that the words themselves name; of a project's teams the one where the owner is. */
function namedPlace(
  { said, assigneeId, candidates }: ToPlace,
  teams: readonly Team[],
  known: PlacesKnown,
): Place | null {
  const { catalog, last } = known;
  if (!catalog) return null;
  const isOpen = (teamId: string) => teams.some((team) => team.id === teamId);
  const projects = catalog.projects.filter((one) => one.teamIds.some(isOpen));
  const project = longestNamed(said, projects) ?? onlyNamed(candidates?.project, projects);
  if (project) {
    const own = teams.filter((team) => project.teamIds.includes(team.id));
    const owners = ownersTeam(assigneeId, own, known);
    const lastTeam = own.find((team) => team.id === last?.teamId);
    const user = userOf(assigneeId, catalog);
    const possible = user && own.find((team) => mayBeAssigned(user, team));
    return { teamId: (owners ?? lastTeam ?? possible ?? own[0])?.id ?? null, projectId: project.id };
  }
  const [saidTeam, ...others] = teams.filter(({ name }) => saysTeam(said, name));
  const team = saidTeam && others.length === 0 ? saidTeam : onlyNamed(candidates?.team, teams);
  return team ? { teamId: team.id, projectId: null } : null;
}

function ownersPlace({ assigneeId }: ToPlace, teams: readonly Team[], known: PlacesKnown): Place | null {
  const team = ownersTeam(assigneeId, teams, known);
  return team ? inTeam(team.id, known) : null;
}

/** The one team somebody is in; of several the one the channel's work goes to, else the one with most of their issues. */
function ownersTeam(
  assigneeId: string | null,
  teams: readonly Team[],
  { catalog, last, openIssues }: PlacesKnown,
): Team | undefined {
  const user = catalog ? userOf(assigneeId, catalog) : undefined;
  if (!user) return undefined;
  const own = teams.filter((team) => user.teamIds?.includes(team.id) ?? mayBeAssigned(user, team));
  if (own.length < 2) return own[0];
  const usual = own.find((team) => team.id === last?.teamId);
  if (usual) return usual;
  const counted = own
    .map((team) => ({ team, count: openIssues.get(user.id)?.get(team.key) ?? 0 }))
    .toSorted((a, b) => b.count - a.count);
  const [first, second] = counted;
  return first && first.count > (second?.count ?? 0) ? first.team : undefined;
}

/** With the project of the channel's last work, when that went to the same team. */
function inTeam(teamId: string | null, { catalog, last }: PlacesKnown): Place {
  const isUsual = teamId !== null && teamId === last?.teamId;
  const project = catalog?.projects.find(
    (one) => isUsual && one.id === last.projectId && one.teamIds.includes(teamId),
  );
  return { teamId, projectId: project?.id ?? null };
}

/** What stands most often in a list; undefined when two stand equally often. */
function mostCommon(ids: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}

const fold = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** The one that is called so; two of one name are none. */
export function onlyNamed<T extends { name: string }>(
  name: string | undefined,
  list: readonly T[],
): T | undefined {
  const wanted = fold(name ?? '').trim();
  const [only, ...others] = list.filter((one) => wanted !== '' && fold(one.name).trim() === wanted);
  return others.length === 0 ? only : undefined;
}

/** The longest name that stands in the text; "Importer rewrite" wins over "Importer". */
function longestNamed<T extends { name: string }>(text: string, named: readonly T[]): T | undefined {
  const words = fold(text);
  return named
    .filter(({ name }) => name.length >= shortestName && words.includes(fold(name)))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

/** A team's name is often an everyday word ("sales"): it counts with "team" beside it. */
function saysTeam(text: string, name: string): boolean {
  const words = fold(text);
  const own = fold(name).trim();
  return own !== '' && (words.includes(` ${own} team `) || words.includes(` team ${own} `));
}
