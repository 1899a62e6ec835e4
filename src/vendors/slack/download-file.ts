import { LookoutError } from '../../kit/errors.ts';

export interface FileWanted {
  /** `url_private` of a file object. */
  url: string;
  /** The bot token of the file's workspace. */
  token: string;
  mostBytes: number;
}

export type ReadFile = (wanted: FileWanted) => Promise<Uint8Array>;

const timeoutMs = 45_000;

/**
 * Reads files that people dropped into Slack. The token goes only to Slack's own hosts, or to the host of the API
 * where that is another one.
 *
 * Slack answers a request that lacks the scope with a sign-in page and status 200: what comes is looked at.
 *
 * @throws from the reader: LookoutError `too_large`, `bad_config` without the scope, `not_found`, `vendor_down`
 */
export function createFileReader({
  fetch,
  apiUrl,
}: {
  fetch: typeof globalThis.fetch;
  apiUrl: string;
}): ReadFile {
  const apiHost = new URL(apiUrl).host;
  const isSlacks = ({ protocol, hostname, host }: URL): boolean =>
    host === apiHost ||
    (protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com')));

  return async ({ url, token, mostBytes }) => {
    const address = URL.canParse(url) ? new URL(url) : undefined;
    if (!address || !isSlacks(address))
      throw new LookoutError('unsupported', 'the file is kept outside Slack', {
        humanMessage: 'This file is kept outside Slack. Upload the file itself.',
      });
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw failureOf(response.status);
    }
    const bytes = await readAtMost(response, mostBytes);
    if (isSignInPage(response.headers.get('content-type') ?? '', bytes)) throw lacksScope();
    return bytes;
  };
}

function failureOf(status: number): LookoutError {
  if (status === 401 || status === 403) return lacksScope();
  if (status === 404 || status === 410)
    return new LookoutError('not_found', 'the file is gone', {
      humanMessage: 'This file is no longer in Slack.',
    });
  return new LookoutError('vendor_down', `Slack answered ${status} for a file`, {
    humanMessage: 'Slack did not hand out this file. It is tried again.',
  });
}

const lacksScope = (): LookoutError =>
  new LookoutError('bad_config', 'Slack sent a sign-in page in place of the file', {
    humanMessage:
      'Slack did not hand out this file: Lookout lacks the permission files:read. Reinstall it from manifest.json.',
  });

async function readAtMost(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const part of response.body ?? []) {
    total += part.length;
    if (total > most) throw tooLarge(most); // leaving the loop cancels the rest
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export const tooLarge = (most: number): LookoutError =>
  new LookoutError('too_large', 'the file is too large', {
    humanMessage: `This file is too large: Lookout reads transcripts of up to ${most / 1e6} MB.`,
  });

/** Nothing Lookout asks for is a web page, so a page is Slack's own. */
const isSignInPage = (contentType: string, bytes: Uint8Array): boolean =>
  /^text\/html/i.test(contentType) &&
  /^\s*<(?:!doctype html|html)/i.test(Buffer.from(bytes.subarray(0, 200)).toString('utf8'));
