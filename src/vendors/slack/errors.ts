import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { type ErrorCode, LookoutError } from '../../kit/errors.ts';

/** Slack's own error names (docs.slack.dev, errors of each method), as far as they ask for something special. */
const codes: Record<string, ErrorCode> = {
  ratelimited: 'rate_limited',
  rate_limited: 'rate_limited',
  internal_error: 'vendor_down',
  fatal_error: 'vendor_down',
  service_unavailable: 'vendor_down',
  request_timeout: 'vendor_down',
  team_added_to_org: 'vendor_down',
  invalid_auth: 'unauthenticated',
  not_authed: 'unauthenticated',
  account_inactive: 'unauthenticated',
  token_revoked: 'unauthenticated',
  token_expired: 'unauthenticated',
  missing_scope: 'bad_config',
  channel_not_found: 'not_found',
  user_not_found: 'not_found',
  not_in_channel: 'not_allowed',
  is_archived: 'not_allowed',
  restricted_action: 'not_allowed',
};

const sentences: Record<string, string> = {
  channel_not_found: 'Lookout is not in this channel. Invite it with `/invite @Lookout`, then try again.',
  not_in_channel: 'Lookout is not in this channel. Invite it with `/invite @Lookout`, then try again.',
  is_archived: 'This channel is archived, so nothing can be posted in it.',
  restricted_action: 'An admin of this workspace has restricted who may post here.',
};

const down = 'Slack did not answer properly. Try again in a minute.';

/** A failure of a Web API call as ours; undefined when `error` is none. */
export function fromSlackError(error: unknown): LookoutError | undefined {
  if (error instanceof WebAPIRateLimitedError) {
    return new LookoutError('rate_limited', 'Slack asks to wait', {
      cause: error,
      retryAfterMs: error.retryAfter * 1000,
      humanMessage: `Slack asks to wait ${error.retryAfter} seconds. Try again then.`,
    });
  }
  if (error instanceof WebAPIPlatformError) {
    const name = error.data.error;
    const { needed } = error.data as { needed?: string };
    return new LookoutError(codes[name] ?? 'vendor_refused', `Slack refused: ${name}`, {
      cause: error,
      fields: { slackError: name, ...(needed ? { neededScope: needed } : {}) },
      humanMessage: needed
        ? `Lookout lacks the Slack permission ${needed}. Reinstall it from manifest.json.`
        : (sentences[name] ?? `Slack refused this (${name}).`),
    });
  }
  if (error instanceof WebAPIRequestError) {
    return new LookoutError('vendor_down', 'Slack could not be reached', {
      cause: error,
      humanMessage: down,
    });
  }
  if (error instanceof WebAPIHTTPError) {
    const code = error.statusCode >= 500 ? 'vendor_down' : 'vendor_refused';
    return new LookoutError(code, `Slack answered ${error.statusCode}`, { cause: error, humanMessage: down });
  }
  return undefined;
}

/** Slack's name for why a call was refused; undefined when it was not refused by name. */
export const slackErrorName = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;
