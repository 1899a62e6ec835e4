import type { Passage } from '../../../contracts/answers.ts';
import type { CitedPassage } from '../../../vendors/slack/blocks/passages.ts';
import type { AssistantDeps } from '../ports.ts';

/** Passages with the addresses of the threads they stand in. An address Slack does not give is left out. */
export async function withAddresses(
  { slack, log }: Pick<AssistantDeps, 'slack' | 'log'>,
  workspaceId: string,
  passages: readonly Passage[],
): Promise<CitedPassage[]> {
  return await Promise.all(
    passages.map(async (passage) => {
      const { thread } = passage;
      if (!thread) return { ...passage, permalink: null };
      const place = { workspaceId, channelId: thread.channelId, ts: thread.threadTs };
      const permalink = await slack.permalinkOf(place).catch((error: unknown) => {
        log.debug({ err: error }, 'no address of a thread');
        return null;
      });
      return { ...passage, permalink };
    }),
  );
}
