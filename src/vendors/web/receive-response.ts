import { tooLarge } from './egress-errors.ts';
import { type BodyCaps, type BodyReader, createBodyReader } from './read-body.ts';

/** What of undici's controller a response needs; kept structural so that only egress.ts knows the client. */
interface ResponseController {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

export interface ReceivedResponse {
  status: number;
  /** Lower-case names; repeated headers joined with ", " (set-cookie with a line feed). */
  headers: Record<string, string>;
  body: Uint8Array;
}

export interface ResponseCaps extends BodyCaps {
  /** Names and values of all response headers together. */
  headerBytes: number;
}

/** Redirects carry a body nobody reads; up to this much is drained to keep the connection. */
const drainBytes = 64 * 1024;
const maxInterimResponses = 20;
const emptyBody = new Uint8Array(0);

/**
 * Receives one response: `handler` is for the dispatcher, `done` settles once, `abort` ends it at any time,
 * also before a connection exists. `dropBody` says for which answers the body is not kept.
 */
export function receiveResponse(
  host: string,
  caps: ResponseCaps,
  dropBody: (status: number, headers: Record<string, string>) => boolean,
) {
  const { promise: done, resolve, reject } = Promise.withResolvers<ReceivedResponse>();
  let controller: ResponseController | undefined;
  let reader: BodyReader | undefined;
  let aborted: Error | undefined;
  let started = false;
  let interim = 0;
  let dropped = -1;
  let status = 0;
  let headers: Record<string, string> = {};

  const abort = (reason: Error) => {
    if (aborted) return;
    aborted = reason;
    reject(reason);
    reader?.destroy();
    controller?.abort(reason);
  };
  const drain = (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > drainBytes) {
      resolve({ status, headers, body: emptyBody });
      controller?.abort(new Error('the rest of the body is not wanted'));
    }
  };

  const handler = {
    onRequestStart: (given: ResponseController) => {
      controller = given;
      if (aborted) given.abort(aborted);
    },
    onResponseStart: (given: ResponseController, code: number, received: Record<string, unknown>) => {
      if (code < 200) {
        interim += 1;
        if (interim > maxInterimResponses) abort(tooLarge(host, 'it never comes to its answer'));
        return;
      }
      started = true;
      status = code;
      headers = flattenHeaders(received);
      if (countBytes(headers) > caps.headerBytes) {
        return abort(tooLarge(host, `its headers have more than ${caps.headerBytes} bytes`));
      }
      if (dropBody(status, headers)) {
        dropped = 0;
        return;
      }
      reader = createBodyReader(host, headers['content-encoding'] ?? '', caps, {
        pause: () => given.pause(),
        resume: () => given.resume(),
        fail: abort,
        complete: (body) => resolve({ status, headers, body }),
      });
    },
    onResponseData: (_: ResponseController, chunk: Buffer) =>
      dropped < 0 ? reader?.push(chunk) : drain(chunk),
    onResponseEnd: () => {
      if (dropped < 0) reader?.end();
      else resolve({ status, headers, body: emptyBody });
    },
    onResponseError: (_: ResponseController, error: Error) => {
      reader?.destroy();
      reject(error);
    },
  };
  return { handler, done, abort, hasStarted: () => started };
}

function flattenHeaders(received: Record<string, unknown>): Record<string, string> {
  const flat: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(received)) {
    if (Array.isArray(value)) flat[name.toLowerCase()] = value.join(name === 'set-cookie' ? '\n' : ', ');
    else if (typeof value === 'string') flat[name.toLowerCase()] = value;
  }
  return flat;
}

function countBytes(headers: Record<string, string>): number {
  let total = 0;
  for (const name in headers) total += name.length + (headers[name]?.length ?? 0);
  return total;
}
