import type { Extraction, HealthProblem } from '../../../contracts/blocks.ts';
import type { PageSignals } from '../extract/page-signals.ts';

/** What is remembered of the last good reading of the same address; what is not known is not compared. */
export interface PreviousReading {
  textChars?: number;
  titles?: readonly string[];
  language?: string;
}

export interface ReadingToClassify {
  extraction: Extraction;
  signals: PageSignals;
  status: number;
  requestedUrl: string;
  finalUrl: string;
  previous?: PreviousReading;
}

export interface PageHealth {
  problem: HealthProblem;
  /** One clause for a person, without a full stop: "the page asks to prove that the reader is human". */
  why: string;
  /** `passing` mostly ends by itself; `lasting` mostly needs a person: another page, a browser, a login. */
  severity: 'passing' | 'lasting';
}
