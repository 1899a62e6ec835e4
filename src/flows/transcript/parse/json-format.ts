import type { Reading } from './reading.ts';

/** A note taker's JSON: undefined when `value` is not its shape. `readText` reads a transcript that lies inside as text. */
export type JsonFormat = (value: unknown, readText: (text: string) => Reading) => Reading | undefined;
