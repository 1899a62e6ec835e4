import { inThread } from '../../../kit/threads.ts';
import { extractPage } from './extract.ts';

/** The work of a thread: one page in, blocks out. */
export default inThread(extractPage);
