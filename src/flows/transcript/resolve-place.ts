import type { LinearCatalog } from '../../contracts/linear.ts';

export interface Place {
  teamId: string | null;
  projectId: string | null;
}

/** A project called "It" or "Q4" would be found in every other sentence. */
const shortestName = 4;

/**
 * Where an item goes: to the project its words name, else to the team they name, else where the channel's last work
 * went, else to the first team. Private teams are only ever chosen by a person.
 */
export function resolvePlace(text: string, catalog: LinearCatalog | null, last: Place | null): Place {
  if (!catalog) return { teamId: null, projectId: null };
  const teams = catalog.teams.filter((team) => !team.private);
  const isOpen = (teamId: string | null) => teams.some((team) => team.id === teamId);
  const lastTeam = last && isOpen(last.teamId) ? last.teamId : null;
  const projects = catalog.projects.filter((project) => project.teamIds.some(isOpen));
  const project = longestNamed(text, projects);
  if (project) {
    const own = project.teamIds.filter(isOpen);
    const teamId = lastTeam && own.includes(lastTeam) ? lastTeam : (own[0] ?? null);
    return { teamId, projectId: project.id };
  }
  const named = teams.filter((team) => saysTeam(text, team.name));
  if (named.length === 1) return { teamId: named[0]?.id ?? null, projectId: null };
  if (lastTeam) {
    const known = projects.some((one) => one.id === last?.projectId && one.teamIds.includes(lastTeam));
    return { teamId: lastTeam, projectId: known ? (last?.projectId ?? null) : null };
  }
  return { teamId: teams[0]?.id ?? null, projectId: null };
}

const fold = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

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
