import * as z from 'zod';
import { LookoutError } from '../../kit/errors.ts';

export interface FirefliesOptions {
  apiUrl: string;
  apiKey: string;
  /** The egress's. */
  fetch: typeof globalThis.fetch;
}

const query = `query Transcript($id: String!) {
  transcript(id: $id) {
    title
    date
    sentences { speaker_name speaker_id text start_time end_time }
    speakers { id name }
    meeting_attendees { displayName name email }
    summary { overview action_items }
  }
}`;

const Answer = z.looseObject({
  data: z.looseObject({ transcript: z.looseObject({ title: z.string().nullish() }).nullish() }).nullish(),
  errors: z.array(z.looseObject({ code: z.string().nullish().catch(null) })).nullish(),
});

/** A long meeting is a few megabytes and takes Fireflies some seconds to put together. */
const timeoutMs = 60_000;

/**
 * Fetches transcripts by their id, as Fireflies' API answers: the JSON that the transcript room parses.
 *
 * @throws LookoutError `rate_limited` or `vendor_down` when asking again can help; `bad_config` for a key it does not
 *   take, `not_found` or `vendor_refused` when not; and whatever `fetch` throws
 */
export const createFirefliesClient =
  ({ apiUrl, apiKey, fetch }: FirefliesOptions) =>
  async (id: string, signal: AbortSignal): Promise<{ text: string; title: string | null }> => {
    const response = await fetch(apiUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query, variables: { id } }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await response.text();
    const answer = parse(text);
    const code = answer?.errors?.[0]?.code ?? null;
    if (response.status === 401 || response.status === 403 || code === 'auth_failed') throw badKey();
    if (response.status === 429 || code === 'too_many_requests') throw tooMany(response);
    if (response.status >= 500 || !answer)
      throw new LookoutError('vendor_down', `Fireflies answered ${response.status}`, {
        humanMessage: 'Fireflies could not give the transcript at the moment.',
      });
    const transcript = answer.data?.transcript;
    if (transcript) return { text, title: transcript.title ?? null };
    throw new LookoutError(code === 'object_not_found' ? 'not_found' : 'vendor_refused', 'no transcript', {
      humanMessage: 'Fireflies has no such transcript, or its key may not read it.',
      fields: { code, status: response.status },
    });
  };

function parse(text: string): z.infer<typeof Answer> | null {
  try {
    return Answer.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const badKey = () =>
  new LookoutError('bad_config', 'Fireflies does not take the key', {
    humanMessage: 'Fireflies does not take the key in FIREFLIES_API_KEY.',
  });

function tooMany(response: Response): LookoutError {
  const seconds = Number(response.headers.get('retry-after'));
  return new LookoutError('rate_limited', 'Fireflies allows no more requests for now', {
    humanMessage: 'Fireflies allows no more requests for now; Lookout asks again later.',
    ...(seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {}),
  });
}
