import type { Extraction } from '../../../contracts/blocks.ts';
import type { PageFace } from '../../../store/page-history.ts';
import type { PageSignals } from '../extract/page-signals.ts';
import { guessLanguage } from './guess-language.ts';
import { sketchText } from './page-sketch.ts';
import { readLines } from './read-lines.ts';
import { helpPhrases, laterPhrases } from './shell-phrases.ts';

const headingsKept = 3;
const titleChars = 160;
/** A page with more of its own is no stub, whatever it says. */
const stubChars = 1_200;

/** How a reading looks, for comparing later readings with it. */
export function faceOf(extraction: Extraction, signals: PageSignals): PageFace {
  const content = extraction.blocks.filter((block) => !block.furniture);
  const rows = content.filter(({ kind }) => kind === 'item' || kind === 'cell' || kind === 'pair');
  const language = guessLanguage(content) ?? primaryLanguage(extraction.language);
  return {
    kind: extraction.kind,
    title: extraction.title.slice(0, titleChars).toWellFormed(),
    headings: content
      .filter(({ kind }) => kind === 'heading')
      .slice(0, headingsKept)
      .map(({ text }) => text.slice(0, titleChars).toWellFormed()),
    ...(language ? { language } : {}),
    textChars: signals.textChars,
    contentChars: signals.contentChars,
    rows: extraction.kind === 'html' ? rows.length : content.length,
    rowChars: rows.reduce((total, { text }) => total + text.length, 0),
    ...sketchText(content),
    ...(signals.isCutOff ? { isCutOff: true } : {}),
    ...(isStub(extraction, signals) ? { doubtful: true } : {}),
  };
}

const primaryLanguage = (language: string | undefined): string | undefined =>
  language?.toLowerCase().split(/[-_]/, 1)[0] || undefined;

/** Little text, of which a part apologises or asks to come again: it may pass for a page, and may be none. */
function isStub(extraction: Extraction, { contentChars }: PageSignals): boolean {
  if (extraction.kind !== 'html' || contentChars >= stubChars) return false;
  const { lines } = readLines(extraction);
  const total = lines.reduce((sum, { weight }) => sum + weight, 0);
  if (total < 60) return true;
  const asking = lines
    .filter(({ text }) => text.length < 200 && (laterPhrases.test(text) || helpPhrases.test(text)))
    .reduce((sum, { weight }) => sum + weight, 0);
  return asking >= total * 0.25;
}
