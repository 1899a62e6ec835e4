import { createHmac } from 'node:crypto';
import { systemClock } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { LoopbackClient } from './loopback-client.ts';
import type { SlackFacts } from './processes/slack.ts';

/** A mention is answered in its thread; what another bot says in a direct message is stored and needs nothing more. */
export type EventKind = 'mention' | 'chatter';

export interface Load {
  kind: EventKind;
  eventsUrl: string;
  slack: SlackFacts;
  perSecond: number;
  seconds: number;
}

/** An event as Slack sends it. */
function eventBody(kind: EventKind, slack: SlackFacts, number: number): string {
  const seconds = Math.floor(systemClock.now().getTime() / 1000);
  const ts = `${seconds}.${String(number % 1_000_000).padStart(6, '0')}`;
  return JSON.stringify({
    token: 'bench',
    team_id: slack.teamId,
    api_app_id: slack.appId,
    type: 'event_callback',
    event_id: `Ev${newId().replaceAll('-', '').slice(0, 12).toUpperCase()}`,
    event_time: seconds,
    authorizations: [
      {
        enterprise_id: null,
        team_id: slack.teamId,
        user_id: slack.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    event: {
      ...(kind === 'mention'
        ? { type: 'app_mention' }
        : { type: 'message', channel_type: 'im', bot_id: 'B0OTHER' }),
      user: slack.userId,
      text: `<@${slack.botUserId}> list`,
      ts,
      event_ts: ts,
      channel: slack.channelId,
      team: slack.teamId,
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'user', user_id: slack.botUserId },
                { type: 'text', text: ' list' },
              ],
            },
          ],
        },
      ],
    },
  });
}

function sign(slack: SlackFacts, body: string): Record<string, string> {
  const seconds = String(Math.floor(systemClock.now().getTime() / 1000));
  const digest = createHmac('sha256', slack.signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    'content-type': 'application/json',
    'x-slack-request-timestamp': seconds,
    'x-slack-signature': `v0=${digest}`,
  };
}

/** Sends signed events at a steady pace, whether or not earlier ones are answered. Answers each one's milliseconds to its ack. */
export async function sendEvents(
  client: LoopbackClient,
  { kind, eventsUrl, slack, perSecond, seconds }: Load,
): Promise<number[]> {
  const startedAt = performance.now();
  const send = async (number: number): Promise<number> => {
    const body = eventBody(kind, slack, number);
    const headers = sign(slack, body);
    const sentAt = performance.now();
    const status = await client.post(eventsUrl, body, headers);
    if (status !== 200) throw new Error(`an event was answered with ${status}`);
    return performance.now() - sentAt;
  };
  const sent: Promise<number>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const waitMs = startedAt + (number * 1000) / perSecond - performance.now();
    if (waitMs > 0) await systemClock.sleep(waitMs);
    sent.push(send(number));
  }
  return await Promise.all(sent);
}
