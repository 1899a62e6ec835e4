import type { Json } from './json.ts';

/** An answer `{ok: false, error}` in Slack's own words; the HTTP status is 200 as with Slack, but for `ratelimited`. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly error: string;
  readonly extra: Json;

  constructor(error: string, extra: Json = {}) {
    super(error);
    this.error = error;
    this.extra = extra;
  }
}

/** `{ok: false}` with the lines Slack puts under `response_metadata.messages`. */
export const slackErrorWithMessages = (error: string, messages: readonly string[]): SlackError =>
  new SlackError(error, {
    errors: messages.map((line) => line.replace(/^\[ERROR\] /, '')),
    response_metadata: { messages },
  });

/** What Slack answers when a required argument is absent. */
export const missingArgument = (name: string): SlackError =>
  slackErrorWithMessages('invalid_arguments', [`[ERROR] missing required field: ${name}`]);
