import type { ItemView, TranscriptView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Tx } from '../../store/database.ts';
import { loadItemView, loadTranscriptView } from '../../store/transcript-views.ts';
import { lockTranscript, type TranscriptRow } from '../../store/transcripts.ts';
import { findItem, type ItemRow } from '../../store/work-items.ts';

export const noTranscript = () =>
  new LookoutError('not_found', 'no such transcript', { humanMessage: 'There is no such transcript.' });

const noItem = () =>
  new LookoutError('not_found', 'no such item', { humanMessage: 'This item no longer exists.' });

/** @throws LookoutError not_found */
export async function viewOf(tx: Tx, transcriptId: string): Promise<TranscriptView> {
  const view = await loadTranscriptView(tx, transcriptId);
  if (!view) throw noTranscript();
  return view;
}

/** @throws LookoutError not_found */
export async function itemViewOf(tx: Tx, itemId: string): Promise<ItemView> {
  const view = await loadItemView(tx, itemId);
  if (!view) throw noItem();
  return view;
}

/** @throws LookoutError not_found */
export async function requireTranscript(tx: Tx, transcriptId: string): Promise<TranscriptRow> {
  const row = await lockTranscript(tx, transcriptId);
  if (!row) throw noTranscript();
  return row;
}

/** The item as it is, with its transcript locked: whoever changes items of a transcript holds that row. */
export async function requireItem(
  tx: Tx,
  itemId: string,
): Promise<{ item: ItemRow; transcript: TranscriptRow }> {
  const found = await findItem(tx, itemId);
  if (!found) throw noItem();
  const transcript = await requireTranscript(tx, found.transcript_id);
  const item = await findItem(tx, itemId);
  if (!item) throw noItem();
  return { item, transcript };
}
