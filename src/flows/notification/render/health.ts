import type { Button, KnownBlock } from '@slack/types';
import type { HealthProblem } from '../../../contracts/blocks.ts';
import { plural } from '../../../kit/text.ts';
import { actionIds, blockIds } from '../../../vendors/slack/action-ids.ts';
import { dateToken } from '../../../vendors/slack/blocks/dates.ts';
import { problemInWords, problemSinceInWords } from '../../../vendors/slack/blocks/problem-words.ts';
import { limits, plain, section, shortUrl } from '../../../vendors/slack/blocks/text.ts';
import type { SlackMessage } from '../../../vendors/slack/web-client.ts';

export interface HealthToRender {
  monitorId: string;
  url: string;
  problem: HealthProblem | null;
  since: string;
  tries: number;
  lastGoodAt: string | null;
  changedMeanwhile: boolean;
  at: string;
}

/** Problems a browser may get past. */
const browserHelps: ReadonlySet<HealthProblem> = new Set<HealthProblem>([
  'needs_browser',
  'bot_check',
  'consent',
  'empty',
  'forbidden',
]);

function buttons(health: HealthToRender): Button[] {
  const button = (actionId: string, label: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plain(label, limits.button),
    value: health.monitorId,
  });
  return [
    ...(health.problem && browserHelps.has(health.problem)
      ? [button(actionIds.monitorUseBrowser, 'Try with a browser')]
      : []),
    button(actionIds.monitorOtherPage, 'Use another page'),
    button(actionIds.monitorStop, 'Stop'),
  ];
}

/** Once when a page cannot be read, and once when it can again. */
export function renderHealth(health: HealthToRender): SlackMessage {
  const page = shortUrl(health.url);
  if (!health.problem) {
    const meanwhile = health.changedMeanwhile
      ? 'What changed meanwhile is being looked at.'
      : 'Nothing changed meanwhile.';
    const text = `✓ ${page} is readable again since ${dateToken(health.at, 'time')}. ${meanwhile}`;
    return { text, blocks: [section(text)] };
  }
  const copy = health.lastGoodAt
    ? `Nothing is lost: the last good copy is from ${dateToken(health.lastGoodAt)}.`
    : 'It has not been readable yet, so there is nothing to compare with.';
  const what =
    health.tries > 1
      ? `${problemSinceInWords(health.problem)} since ${dateToken(health.since)} (${plural(health.tries, 'try', 'tries')})`
      : problemInWords(health.problem);
  const text = `▲ ${page} ${what}. ${copy}`;
  const blocks: KnownBlock[] = [
    section(text),
    { type: 'actions', block_id: blockIds.healthActions, elements: buttons(health) },
  ];
  return { text, blocks };
}
