/** What the page's markup gives away about its health, beside its text. All counts are of the whole page. */
export interface PageSignals {
  /** Size of the body as fetched, in bytes. */
  bytes: number;
  /** Characters of visible text, furniture included. */
  textChars: number;
  /** Characters of visible text outside the furniture. */
  contentChars: number;
  linkChars: number;
  linkCount: number;
  scriptCount: number;
  passwordInputs: number;
  /** Characters of text inside what looks like a consent dialog. */
  consentChars: number;
  /** What a reader without scripts would see, first 500 characters. */
  noscriptText: string;
  /** Where a `<meta http-equiv=refresh>` (of at most 10 s) sends the reader, absolute. */
  refreshTo?: string;
  /** An element for scripts to fill, found empty (`<div id="root"></div>`). */
  emptyMount: boolean;
  /** The page opens its body and does not close it. Many good pages do so always; few do so once. */
  isCutOff?: true;
}

/** Signals of a body that is not HTML: nothing but its size and text. */
export const plainSignals = (bytes: number, textChars: number): PageSignals => ({
  bytes,
  textChars,
  contentChars: textChars,
  linkChars: 0,
  linkCount: 0,
  scriptCount: 0,
  passwordInputs: 0,
  consentChars: 0,
  noscriptText: '',
  emptyMount: false,
});
