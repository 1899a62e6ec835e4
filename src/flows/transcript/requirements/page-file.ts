import * as z from 'zod';
import { PageBlock } from '../../../contracts/transcript.ts';
import { LookoutError } from '../../../kit/errors.ts';

/** A page as it is kept sealed beside transcripts. */
const PageFile = z.object({
  pageId: z.string(),
  url: z.string(),
  title: z.string(),
  blocks: z.array(PageBlock),
  cut: z.boolean(),
});
export type PageFile = z.infer<typeof PageFile>;

export const writePage = (page: { [Key in keyof PageFile]: Readonly<PageFile[Key]> }): string =>
  JSON.stringify(page);

/** @throws LookoutError `bad_input` for what `writePage` did not write */
export function readPage(bytes: Uint8Array): PageFile {
  const read = PageFile.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  if (read.success) return read.data;
  throw new LookoutError('bad_input', 'this is no page', {
    cause: read.error,
    humanMessage: 'This page could not be read. Ask for its requirements again.',
  });
}
