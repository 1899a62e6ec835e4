import { LookoutError } from '../../kit/errors.ts';

const timeoutCodes = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const oversizeCodes = new Set([
  'UND_ERR_HEADERS_OVERFLOW',
  'HPE_HEADER_OVERFLOW',
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
]);
/** A connection that ended before an answer: on a reused connection that is an everyday race, worth one retry. */
const brokenConnectionCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);
/** OpenSSL's verification results have no common prefix; these are the rest beside CERT_ and ERR_TLS_CERT_. */
const certificateCodes =
  /^(CERT_|ERR_TLS_CERT_|CRL_|HOSTNAME_MISMATCH|SELF_SIGNED|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|INVALID_(CA|PURPOSE)|PATH_LENGTH|ERR_SSL_)/;

/** The code Node or undici put on an error, looked for down the chain of causes and aggregates. */
function systemCodeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return systemCodeOf(inner, depth + 1);
}

/** Whether the other side hung up, which a fresh connection may cure. */
export const isBrokenConnection = (error: unknown): boolean =>
  brokenConnectionCodes.has(systemCodeOf(error) ?? '');

/** Any failure of a request as a LookoutError: timeout, too_large, bad_certificate or unreachable. */
export function toEgressError(error: unknown, host: string): LookoutError {
  const ours = findLookoutError(error);
  if (ours) return ours;
  const systemCode = systemCodeOf(error);
  const details = { cause: error, fields: { host, systemCode } };
  if (systemCode && timeoutCodes.has(systemCode)) return timedOut(host, details.cause);
  if (systemCode && oversizeCodes.has(systemCode)) return tooLarge(host, 'its headers are too long');
  if (systemCode && certificateCodes.test(systemCode)) {
    return new LookoutError('bad_certificate', `certificate of ${host} refused: ${systemCode}`, {
      ...details,
      humanMessage: `The certificate of ${host} cannot be trusted, so Lookout did not read the page.`,
    });
  }
  return new LookoutError('unreachable', `no answer from ${host}: ${systemCode ?? 'connection failed'}`, {
    ...details,
    humanMessage: `${host} could not be reached.`,
  });
}

function findLookoutError(error: unknown): LookoutError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof LookoutError) return at;
  }
  return undefined;
}

export function timedOut(host: string, cause?: unknown): LookoutError {
  return new LookoutError('timeout', `${host} took too long`, {
    humanMessage: `${host} took too long to answer.`,
    cause,
    fields: { host },
  });
}

export function tooLarge(host: string, why: string): LookoutError {
  return new LookoutError('too_large', `answer of ${host} is too large: ${why}`, {
    humanMessage: `The answer of ${host} is larger than Lookout reads: ${why}.`,
    fields: { host, why },
  });
}
