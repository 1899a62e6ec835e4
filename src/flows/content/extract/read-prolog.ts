/** What stands before the root element of an XML document. */
export interface Prolog {
  /** Index of the root element's `<`, or of whatever stands there instead. */
  root: number;
  /** The document type declares its own entities or elements: `<!DOCTYPE x [ … ]>`. */
  hasInternalSubset: boolean;
}

/** Walks over the XML declaration, comments, style sheets and doctype. Linear, and at most 100 steps. */
export function readProlog(text: string): Prolog {
  let at = 0;
  let hasInternalSubset = false;
  for (let step = 0; step < 100; step += 1) {
    const rest = text.slice(at, at + 4_096).search(/[^\s\uFEFF]/);
    if (rest < 0) {
      if (at + 4_096 >= text.length) break;
      at += 4_096;
      continue;
    }
    at += rest;
    const end = endOfProlog(text, at);
    if (!end) break;
    hasInternalSubset ||= end.hasInternalSubset;
    if (end.at < 0) break;
    at = end.at;
  }
  return { root: at, hasInternalSubset };
}

function endOfProlog(text: string, at: number): { at: number; hasInternalSubset: boolean } | undefined {
  const past = (mark: string) => {
    const found = text.indexOf(mark, at);
    return { at: found < 0 ? -1 : found + mark.length, hasInternalSubset: false };
  };
  if (text.startsWith('<!--', at)) return past('-->');
  if (text.startsWith('<?', at)) return past('?>');
  if (!/^<!doctype/i.test(text.slice(at, at + 9))) return undefined;
  const close = text.indexOf('>', at);
  const subset = text.indexOf('[', at);
  if (subset < 0 || (close >= 0 && close < subset)) return past('>');
  const end = text.indexOf(']', subset);
  const last = end < 0 ? -1 : text.indexOf('>', end);
  return { at: last < 0 ? -1 : last + 1, hasInternalSubset: true };
}
