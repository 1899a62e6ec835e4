/** Why a page could not be read, as far as the web itself tells; names are those of a source's health. */
export type FetchProblem =
  | 'unreachable'
  | 'timeout'
  | 'bad_certificate'
  | 'server_error'
  | 'rate_limited'
  | 'forbidden'
  | 'gone'
  | 'too_large'
  | 'robots_refused'
  | 'egress_refused';

/** What a site gave us to ask again with, taken from its headers. */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

interface FetchFacts {
  /** The address asked for, normalised. */
  url: string;
  fetchedAt: Date;
  /** From asking to the last byte, in milliseconds. */
  ms: number;
}

export interface FetchedPage extends FetchFacts {
  kind: 'fetched';
  /** 200 to 299. */
  status: number;
  /** The address that answered, after redirects. */
  finalUrl: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** The Content-Type header as sent. */
  contentType: string | undefined;
  /** Unpacked, otherwise as sent; not yet decoded to text. */
  body: Uint8Array;
  validators: Validators;
}

export interface UnmodifiedPage extends FetchFacts {
  kind: 'not_modified';
  status: 304;
  finalUrl: string;
  /** Those of the answer, or those asked with where it names none. */
  validators: Validators;
}

export interface FailedPage extends FetchFacts {
  kind: 'failed';
  problem: FetchProblem;
  /** The status that was answered, if there was an answer. */
  status?: number;
  /** What stood under that status: a bot check says so there. */
  answer?: Pick<FetchedPage, 'finalUrl' | 'contentType' | 'body'>;
  retryAfterMs?: number;
  /** A sentence for a person. */
  message: string;
}

export type FetchResult = FetchedPage | UnmodifiedPage | FailedPage;

export interface FetchRequest {
  url: string;
  validators?: Validators;
  /** The monitor's owner decided to read the page against robots.txt; logged at every use. */
  ignoreRobots?: boolean;
  signal?: AbortSignal;
}

/** Never throws for what a page or site does; rejects with the signal's reason when the caller gives up. */
export type FetchPage = (request: FetchRequest) => Promise<FetchResult>;
