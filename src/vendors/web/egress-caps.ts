import type { ResponseCaps } from './receive-response.ts';

export interface EgressCaps extends ResponseCaps {
  /** From asking to the last byte, redirects included, in milliseconds. */
  wallMs: number;
}

/**
 * A large article is 2 MB and a large report in PDF 15 MB; 20 MiB reads them all. HTML packs 4 to 20 times,
 * a gzip bomb 1,000 times. Browsers stop at 256 KiB of headers; real pages stay under 16 KiB.
 */
export const defaultCaps: EgressCaps = {
  headerBytes: 64 * 1024,
  wireBytes: 20 * 1024 * 1024,
  bodyBytes: 20 * 1024 * 1024,
  ratio: 200,
  wallMs: 30_000,
};
