import type { ParsedTranscript } from '../../flows/transcript/parse/parse-transcript.ts';
import { redact } from '../../flows/transcript/redact/redact.ts';
import type { LabelledSpan } from './read-index.ts';

export interface RedactionScore {
  /** Labelled parts of which nothing can be read any more. */
  hidden: number;
  labelled: number;
  /** What was hidden and touches a labelled part. */
  right: number;
  /** All that was hidden. */
  found: number;
  /** Labelled parts that can still be read, and what was hidden without need; for the eyes of whoever has the file. */
  missed: string[];
  needless: string[];
  /** Phrases that had to stay and did not. */
  lost: string[];
}

interface Hidden {
  /** In UTF-16 units of the file's text. */
  start: number;
  end: number;
  text: string;
}

/**
 * What the redaction gate hides in a file, against labelled spans.
 *
 * @param text the decoded file, in whose code points the spans count
 */
export function scoreRedaction(
  parsed: ParsedTranscript,
  text: string,
  { spans, keep }: { spans: readonly LabelledSpan[]; keep: readonly string[] },
): RedactionScore {
  const classes = spans.map((span) => span.class).join(' ');
  const rules = { emails: /mail/i.test(classes), phones: /phone/i.test(classes) };
  const redacted = redact(parsed.turns, { rules });
  const found = locate(parsed, redacted, text);
  const units = unitsOf(text);
  const wanted = spans.map((span) => ({ ...span, start: units(span.start), end: units(span.end) }));
  const missed = wanted.filter((span) => !isCovered(span, found));
  const needless = found.filter(
    (part) => !wanted.some((span) => part.start < span.end && span.start < part.end),
  );
  const shown = redacted.turns.map((turn) => turn.text).join('\n');
  return {
    hidden: wanted.length - missed.length,
    labelled: wanted.length,
    right: found.length - needless.length,
    found: found.length,
    missed: missed.map((span) => span.text),
    needless: needless.map((part) => part.text),
    lost: keep.filter((phrase) => !shown.includes(phrase)),
  };
}

/** Where each placeholder's original stands in the file: turns follow each other there. */
function locate(parsed: ParsedTranscript, redacted: ReturnType<typeof redact>, text: string): Hidden[] {
  const found: Hidden[] = [];
  let from = 0;
  redacted.turns.forEach((turn, index) => {
    const given = parsed.turns[index]?.text ?? '';
    const start = text.indexOf(given, from);
    if (start < 0) return;
    from = start + given.length;
    let shift = start;
    for (const match of turn.text.matchAll(/\[[^\][]{1,40} \d{1,6}\]/g)) {
      const original = redacted.originals.get(match[0]);
      if (original === undefined) continue;
      // Equal values share a placeholder whatever their case or spaces, and those keep the length.
      const at = shift + match.index;
      found.push({ start: at, end: at + original.length, text: original });
      shift += original.length - match[0].length;
    }
  });
  return found;
}

function isCovered(span: { start: number; end: number }, found: readonly Hidden[]): boolean {
  let at = span.start;
  for (const part of found) if (part.start <= at && part.end > at) at = part.end;
  return at >= span.end;
}

/** Code points to UTF-16 units. */
function unitsOf(text: string): (codePoints: number) => number {
  const starts: number[] = [];
  let at = 0;
  for (const char of text) {
    starts.push(at);
    at += char.length;
  }
  return (codePoints) => starts[codePoints] ?? text.length;
}
