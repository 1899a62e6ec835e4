import type { KnownBlock, ModalView } from '@slack/types';
import { limits, plain, section } from '../../vendors/slack/blocks/text.ts';
import { viewCallbacks } from './registered.ts';

/** Opened within the three seconds a trigger lives; what belongs in it follows. */
export const loadingView = (title: string): ModalView => infoView(title, 'Loading…');

/** A modal that only says something. `text` is our own words or escaped; `blocks` stand instead of it. */
export const infoView = (
  title: string,
  text: string,
  blocks?: KnownBlock[],
  metadata?: string,
): ModalView => ({
  type: 'modal',
  callback_id: viewCallbacks.info,
  title: plain(title, limits.modalTitle),
  close: plain('Close', 24),
  blocks: (blocks ?? [section(text)]).slice(0, limits.viewBlocks),
  ...(metadata ? { private_metadata: metadata } : {}),
});

/** What a modal remembers: ids only, the state is in the database. */
export interface ModalMemory {
  monitorId: string;
  /** Refresh the person's Home once the modal has done its work. */
  fromHome?: boolean;
}

export const writeMemory = (memory: ModalMemory): string => JSON.stringify(memory);

/** What the modal remembered; undefined when it is not one of ours. */
export function readMemory(metadata: string): ModalMemory | undefined {
  try {
    const read = JSON.parse(metadata) as Partial<ModalMemory>;
    return typeof read.monitorId === 'string'
      ? { monitorId: read.monitorId, fromHome: read.fromHome === true }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Deleting asks, and says what goes with it. */
export const confirmDeleteView = (name: string, memory: ModalMemory): ModalView => ({
  type: 'modal',
  callback_id: viewCallbacks.confirmDelete,
  title: plain('Delete monitor?', limits.modalTitle),
  submit: plain('Delete', 24),
  close: plain('Keep', 24),
  blocks: [
    section(
      `${name}\nIts alerts and the record of what was seen are deleted with it. To keep them, stop it instead.`,
    ),
  ],
  private_metadata: writeMemory(memory),
});
