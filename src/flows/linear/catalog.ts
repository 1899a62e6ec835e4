import { isDeepStrictEqual } from 'node:util';
import type { LinearCatalog } from '../../contracts/linear.ts';
import { isTransient, LookoutError } from '../../kit/errors.ts';
import { findLinearCatalog, saveLinearCatalog } from '../../store/linear-catalogs.ts';
import { withLinear } from './access.ts';
import type { LinearDeps } from './ports.ts';

/** Webhooks refresh it sooner; this is for workspaces without them. */
const freshForMs = 30 * 60_000;

/** Teams, projects, people, states, labels: as kept, or asked for anew when that is old or wanted. */
export async function readCatalog(
  deps: LinearDeps,
  workspaceId: string,
  { refresh = false }: { refresh?: boolean } = {},
): Promise<LinearCatalog> {
  const kept = await deps.database.tenant(workspaceId, (tx) => findLinearCatalog(tx, workspaceId));
  const ageMs = kept?.fetchedAt ? deps.clock.now().getTime() - Date.parse(kept.fetchedAt) : undefined;
  if (kept && !refresh && ageMs !== undefined && ageMs < freshForMs) return kept;
  try {
    return await refreshCatalog(deps, workspaceId);
  } catch (error) {
    // An old list to choose from is better than none.
    if (kept && !refresh && isTransient(error)) return kept;
    throw error;
  }
}

export async function refreshCatalog(deps: LinearDeps, workspaceId: string): Promise<LinearCatalog> {
  const at = deps.clock.now();
  const choices = await withLinear(deps, workspaceId, (client) => client.choices());
  const catalog: LinearCatalog = { ...choices, fetchedAt: at.toISOString() };
  await deps.database.tenant(workspaceId, async (tx) => {
    const kept = await findLinearCatalog(tx, workspaceId);
    await saveLinearCatalog(tx, { workspaceId, catalog, at });
    if (!kept || !isDeepStrictEqual({ ...kept, fetchedAt: catalog.fetchedAt }, catalog))
      await deps.queue.enqueue(tx, 'transcript.surroundings', { workspaceId });
  });
  return catalog;
}

/** The team an issue goes to when none was chosen: the only one there is. Private teams are never taken or named. */
export function onlyTeam(catalog: LinearCatalog): string {
  const teams = catalog.teams.filter((team) => !team.private);
  const [team, ...others] = teams;
  if (team && others.length === 0) return team.id;
  const names = teams.map((one) => one.name).sort();
  throw new LookoutError('bad_input', 'no team was chosen', {
    humanMessage: `No team was chosen. Pick one of ${names.join(', ') || 'your teams in Linear'}.`,
  });
}
