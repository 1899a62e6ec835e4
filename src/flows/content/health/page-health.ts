import type { Extraction, HealthProblem } from '../../../contracts/blocks.ts';
import type { PageFace } from '../../../store/page-history.ts';
import type { PageSignals } from '../extract/page-signals.ts';

export interface ReadingToClassify {
  extraction: Extraction;
  signals: PageSignals;
  status: number;
  requestedUrl: string;
  finalUrl: string;
  /** How the page looked at earlier good readings, the last one first. */
  faces?: readonly PageFace[];
}

export interface PageHealth {
  problem: HealthProblem;
  /** One clause for a person, without a full stop: "the page asks to prove that the reader is human". */
  why: string;
  /** `passing` mostly ends by itself; `lasting` mostly needs a person: another page, a browser, a login. */
  severity: 'passing' | 'lasting';
}
