import { codeOf, type ErrorCode, humanMessageOf } from '../../../kit/errors.ts';
import { type ExtractedPage, type ExtractInput, extractPage } from './extract.ts';

/** An error as plain data: a class does not survive the way between threads. */
export type ExtractAnswer =
  | { page: ExtractedPage }
  | { error: { code: ErrorCode; message: string; humanMessage: string } };

/** The job of a worker thread: one page in, blocks or a plain error out. */
export default async function extractInWorker(input: ExtractInput): Promise<ExtractAnswer> {
  try {
    return { page: await extractPage(input) };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'extraction failed';
    return { error: { code: codeOf(error), message, humanMessage: humanMessageOf(error) } };
  }
}
