/**
 * The text of the block being read, in the pieces it came in. A string that grows and is looked at between would be
 * copied at each look: quadratic for a paragraph of ten thousand links.
 */
export interface TextBuffer {
  pieces: string[];
  /** The last two UTF-16 units, '' while empty. */
  tail: string;
  /** Something other than white space was appended. */
  hasWords: boolean;
}

export const emptyBuffer = (): TextBuffer => ({ pieces: [], tail: '', hasWords: false });

export function appendTo(buffer: TextBuffer, text: string): void {
  if (text === '') return;
  buffer.pieces.push(text);
  buffer.tail = text.length > 1 ? text.slice(-2) : buffer.tail.slice(-1) + text;
  buffer.hasWords ||= text.trim() !== '';
}

/** What was appended since there were `from` pieces. */
export const textOf = ({ pieces }: TextBuffer, from = 0): string =>
  pieces.length === from + 1 ? (pieces[from] ?? '') : pieces.slice(from).join('');
