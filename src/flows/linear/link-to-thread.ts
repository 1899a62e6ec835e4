import { truncate } from '../../kit/text.ts';
import type { CreationPlan } from '../../store/creation-items.ts';
import type { LinearClient } from '../../vendors/linear/linear-client.ts';
import { isRefusal } from './create-once.ts';
import type { LinearDeps } from './ports.ts';

const longest = 250;

/**
 * A link back to the thread on each issue. Linear keeps one for each address, so a repeat changes nothing. When Slack
 * does not tell the thread's address, the issues stand without: nobody waits for Slack to have work created.
 */
export async function linkToThread(
  deps: LinearDeps,
  workspaceId: string,
  client: LinearClient,
  { channelId, threadTs, title }: CreationPlan,
  made: readonly { issueId: string; quote: string | null }[],
): Promise<void> {
  if (!channelId || !threadTs || !deps.permalinkOf || made.length === 0) return;
  const url = await deps.permalinkOf({ workspaceId, channelId, threadTs }).catch((error: unknown) => {
    deps.log.warn({ err: error, channelId }, 'a thread has no link');
    return null;
  });
  if (!url) return;
  for (const { issueId, quote } of made) {
    const subtitle = quote ? { subtitle: truncate(`“${quote}”`, longest) } : {};
    try {
      await client.attach({ issueId, url, title: truncate(`Slack: ${title}`, longest), ...subtitle });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      deps.log.warn({ err: error, issueId }, 'a link on an issue was refused');
    }
  }
}
