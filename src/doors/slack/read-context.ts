import type { Context } from '@slack/bolt';
import { LookoutError } from '../../kit/errors.ts';
import { stableId } from '../../kit/ids.ts';

/** The workspace a request belongs to: its team, or the organisation when it is installed for all of it. */
export function teamOf(context: Pick<Context, 'teamId' | 'enterpriseId'>): string {
  const team = context.teamId ?? context.enterpriseId;
  if (!team) throw new LookoutError('bad_input', 'a Slack request without a workspace');
  return team;
}

/** Where the worker puts how often an event was tried; what comes straight from Slack is a first try. */
export const attemptProperty = 'lookoutAttempt';

export function triesOf(context: Context): number {
  const tries: unknown = context[attemptProperty];
  return typeof tries === 'number' ? tries : 1;
}

/** The id of an event, the same for every one of Slack's deliveries of it. */
export function eventKey(body: { event_id?: string }): string {
  return body.event_id ?? stableId('slack.event', JSON.stringify(body));
}

/** The workspace an Events API body was sent to: the one that installed the app, not the sender's. */
export function teamOfEventBody(body: Record<string, unknown>): string {
  const [first] = Array.isArray(body.authorizations)
    ? (body.authorizations as { team_id?: string | null }[])
    : [];
  const team = first?.team_id ?? body.team_id ?? body.enterprise_id;
  return typeof team === 'string' && team !== '' ? team : 'unknown';
}
