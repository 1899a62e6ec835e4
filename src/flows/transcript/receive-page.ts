import type { PageBlock, TranscriptView } from '../../contracts/transcript.ts';
import type { TranscriptDeps } from './ports.ts';
import { receiveTranscript } from './receive-transcript.ts';
import { writePage } from './requirements/page-file.ts';

export interface PageHandedIn {
  pageId: string;
  url: string;
  title: string;
  blocks: readonly PageBlock[];
  cut: boolean;
  channelId: string | null;
  threadTs: string | null;
  by: string | null;
  key: string;
}

/**
 * Takes in a page whose requirements are wanted. From here on it goes the way of a transcript: sealed, read, hidden
 * what is private, recognised when it was handed in before, reviewed.
 *
 * @throws LookoutError `too_large`
 */
export async function receivePage(
  deps: TranscriptDeps,
  workspaceId: string,
  { channelId, threadTs, by, key, ...page }: PageHandedIn,
): Promise<TranscriptView> {
  return await receiveTranscript(deps, workspaceId, {
    source: 'page',
    text: writePage(page),
    title: page.title,
    page: { id: page.pageId, url: page.url },
    channelId,
    threadTs,
    by,
    key,
  });
}
