import type { DoubtKind, PageFace, PageHistory } from '../../../store/page-history.ts';
import { classifyPage } from './classify-page.ts';
import { compareFaces, looksAlike } from './compare-faces.ts';
import { faceOf } from './page-face.ts';
import type { PageHealth, ReadingToClassify } from './page-health.ts';

/** What one reading is, taken by itself and beside what is remembered of the page. */
export type Assessment =
  | { kind: 'good'; face: PageFace }
  /** Not the page: nothing of it is remembered. */
  | { kind: 'broken'; health: PageHealth }
  /** It may be the page, but differs too much to believe one reading. */
  | { kind: 'doubtful'; doubt: DoubtKind; face: PageFace; health: PageHealth | null };

/** Judges a reading. Pure: the same reading and history give the same answer. */
export function assessReading(reading: Omit<ReadingToClassify, 'faces'>, history: PageHistory): Assessment {
  const { faces = [] } = history;
  const health = classifyPage({ ...reading, faces });
  if (health) return { kind: 'broken', health };
  const face = faceOf(reading.extraction, reading.signals);
  const doubt = doubtOf(face, faces, reading.requestedUrl);
  if (!doubt) return { kind: 'good', face };
  return { kind: 'doubtful', doubt, face, health: healthOf(doubt, face, faces[0]) };
}

function doubtOf(face: PageFace, known: readonly PageFace[], url: string): DoubtKind | null {
  const [last, ...earlier] = known;
  if (!last) return null;
  const doubt = compareFaces(last, face, url);
  if (!doubt || !earlier.some((one) => looksAlike(one, face))) return doubt;
  // Back to what the page was before a state nobody quite believed: that was never the page.
  return last.doubtful ? 'recovered' : 'returned';
}

/** What is wrong with the page while it is held back; null for what may well be how the page is now. */
function healthOf(doubt: DoubtKind, face: PageFace, last: PageFace | undefined): PageHealth | null {
  if (doubt === 'lost') {
    const percent = Math.floor((1 - face.textChars / Math.max(1, last?.textChars ?? 0)) * 100);
    return {
      problem: 'layout_changed',
      why: `${percent}% of the page's text is missing`,
      severity: 'lasting',
    };
  }
  if (doubt === 'other_language') {
    const why = `the page answered in another language (${face.language} instead of ${last?.language})`;
    return { problem: 'other_language', why, severity: 'passing' };
  }
  if (doubt === 'other_page')
    return { problem: 'other_page', why: 'another page stands at this address', severity: 'lasting' };
  return null;
}

const facesKept = 3;

/** The history after a good reading; `believed` names the doubt it was held back by, if any. */
export function rememberReading(
  { faces = [], usesBrowser }: PageHistory,
  face: PageFace,
  versionHash: string,
  believed?: DoubtKind,
): PageHistory {
  const earlier = believed === 'recovered' ? faces.slice(1) : faces;
  const wasForced = believed === 'lost' || believed === 'other_page' || believed === 'other_language';
  const newest: PageFace = wasForced ? { ...face, doubtful: true } : face;
  return {
    versionHash,
    faces: [newest, ...earlier.filter((known) => !looksAlike(known, face))].slice(0, facesKept),
    ...(usesBrowser ? { usesBrowser } : {}),
  };
}
