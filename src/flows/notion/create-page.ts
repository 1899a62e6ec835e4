import type { TranscriptView } from '../../contracts/transcript.ts';
import { codeOf, humanMessageOf, isTransient, LookoutError } from '../../kit/errors.ts';
import { threadOfTranscript } from '../../store/deliveries.ts';
import {
  deleteNotionConnection,
  noteNotionProblem,
  saveNotionPlace,
} from '../../store/notion-connections.ts';
import { loadTurns } from '../../store/transcript-turns.ts';
import { loadTranscriptView } from '../../store/transcript-views.ts';
import { isDisconnected, loadConnection, type NotionAccess, withNotion } from './access.ts';
import { ensureColumns } from './choose-place.ts';
import { findOrCreatePage } from './find-or-create-page.ts';
import { findOwners } from './find-owners.ts';
import { planMeeting } from './meeting-page.ts';
import type { NotionDeps } from './ports.ts';
import { advance, type OfTranscript, takeBackLatePage } from './undo-page.ts';
import { writePage } from './write-page.ts';

const wantedStates: readonly TranscriptView['state'][] = ['creating', 'created'];
const undoneStates: readonly TranscriptView['state'][] = ['undoing', 'undone'];

/**
 * Makes the page of a transcript, or goes on with it, and lets the transcript room take its next step. What Notion
 * refuses for good becomes a problem of the connection, so that the rest of the creation does not wait for it.
 */
export async function createPage(deps: NotionDeps, order: OfTranscript): Promise<void> {
  const { workspaceId, transcriptId } = order;
  const view = await deps.database.tenant(workspaceId, (tx) => loadTranscriptView(tx, transcriptId));
  if (!view) return;
  try {
    await withNotion(deps, workspaceId, async (access) => {
      if (wantedStates.includes(view.state)) await makePage(deps, access, order, view);
      else if (undoneStates.includes(view.state)) await takeBackLatePage(deps, access, order);
    });
  } catch (error) {
    if (isDisconnected(error)) await forgetStaleRow(deps, workspaceId);
    else if (isTransient(error)) throw error;
    else if (await isWanted(deps, order)) await noteRefusal(deps, workspaceId, error);
  }
  await deps.database.tenant(workspaceId, (tx) => advance(deps, tx, order));
}

/** The row of a token that is no longer configured would promise pages nobody can make. */
const forgetStaleRow = async (deps: NotionDeps, workspaceId: string): Promise<void> => {
  if (await loadConnection(deps, workspaceId))
    await deps.database.tenant(workspaceId, (tx) => deleteNotionConnection(tx, workspaceId));
};

async function noteRefusal(
  { database, log }: NotionDeps,
  workspaceId: string,
  error: unknown,
): Promise<void> {
  log.warn({ err: error, workspaceId }, 'a meeting page could not be made');
  const sentence =
    codeOf(error) === 'not_found'
      ? 'The database for meetings is gone from Notion, or no longer shared with Lookout. Choose a place again.'
      : humanMessageOf(error);
  await database.tenant(workspaceId, (tx) => noteNotionProblem(tx, workspaceId, sentence));
}

const isWanted = async ({ database }: NotionDeps, order: OfTranscript): Promise<boolean> =>
  await database.tenant(order.workspaceId, async (tx) => {
    const view = await loadTranscriptView(tx, order.transcriptId);
    return view !== null && wantedStates.includes(view.state);
  });

async function makePage(
  deps: NotionDeps,
  { client, row }: NotionAccess,
  order: OfTranscript,
  view: TranscriptView,
): Promise<void> {
  const { database } = deps;
  const { workspaceId, transcriptId } = order;
  if (!row?.data_source_id) return;
  const source = await client.dataSource(row.data_source_id);
  if (source.inTrash) throw new LookoutError('not_found', 'the database for meetings is in the bin');
  const properties = await ensureColumns(client, source, row.properties);
  if (JSON.stringify(properties) !== JSON.stringify(row.properties)) {
    const place = { id: source.id, title: source.title, properties };
    await database.tenant(workspaceId, (tx) => saveNotionPlace(tx, workspaceId, place));
  }
  // The speakers of the report are named as they came; those of stored turns have been through the redaction.
  const turns = await database.tenant(workspaceId, (tx) => loadTurns(tx, transcriptId));
  const { page, isFresh } = await findOrCreatePage(deps, client, {
    workspaceId,
    dataSourceId: source.id,
    ids: properties,
    made: { transcriptId },
    facts: {
      title: view.title,
      date: new Date(view.heldAt ?? view.createdAt),
      people: turns.map((turn) => turn.speaker),
      owners: await findOwners(deps, client, workspaceId, view),
      source: sourceNames[view.source],
      thread: await permalink(deps, workspaceId, view),
      lookoutId: transcriptId,
    },
  });
  if (page.complete) return;
  await writePage(deps, client, {
    workspaceId,
    page,
    plan: planMeeting(view, turns),
    isFresh,
    isWanted: async () => await isWanted(deps, order),
  });
}

const sourceNames: Record<TranscriptView['source'], string> = {
  file: 'File',
  paste: 'Slack',
  message: 'Slack',
  krisp: 'Krisp',
  fathom: 'Fathom',
  fireflies: 'Fireflies',
  zapier: 'Zapier',
  api: 'API',
  page: 'Notion',
};

async function permalink(
  { database, permalinkOf, log }: NotionDeps,
  workspaceId: string,
  view: TranscriptView,
): Promise<string | null> {
  const { channelId } = view;
  if (!permalinkOf || !channelId) return null;
  const threadTs = await database.tenant(workspaceId, (tx) =>
    threadOfTranscript(tx, { ...view, workspaceId }),
  );
  if (!threadTs) return null;
  try {
    return await permalinkOf({ workspaceId, channelId, threadTs });
  } catch (error) {
    log.warn({ err: error, workspaceId }, 'a meeting page has no link to its thread');
    return null;
  }
}
