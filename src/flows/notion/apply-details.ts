import type { JobPayload } from '../../contracts/jobs.ts';
import { IssueBrief } from '../../contracts/transcript.ts';
import { findItem } from '../../store/work-items.ts';
import { findTodo } from '../../store/work-reads.ts';
import type { TextElement } from '../../vendors/notion/rich-text.ts';
import { withNotion } from './access.ts';
import { issueDetails } from './meeting-page.ts';
import type { NotionDeps } from './ports.ts';
import { unlessGone } from './sync-page.ts';

/** The line stands first under its to-do; what people write goes below. */
const mostLooked = 5;

/**
 * Brings the line under a to-do in step with its issue: owner and date. Only a line that still says what Lookout wrote
 * there is written over.
 */
export async function applyDetails(
  deps: NotionDeps,
  { workspaceId, itemId, before }: JobPayload<'notion.details'>,
): Promise<void> {
  const { todo, item } = await deps.database.tenant(workspaceId, async (tx) => ({
    todo: await findTodo(tx, itemId),
    item: await findItem(tx, itemId),
  }));
  const issue = IssueBrief.safeParse(item?.issue).data;
  if (!todo || !issue) return;
  await withNotion(deps, workspaceId, async ({ client }) => {
    const below = (await unlessGone(client.children(todo.blockId, mostLooked))) ?? [];
    const old = wordsOf(issueDetails({ ...before, url: issue.url }));
    const line = below.find(({ type, text }) => type === 'paragraph' && text === old);
    const details = issueDetails(issue);
    if (line && wordsOf(details) !== old) await client.changeParagraph(line.id, details);
  });
}

const wordsOf = (elements: readonly TextElement[]): string =>
  elements.map((element) => element.text.content).join('');
