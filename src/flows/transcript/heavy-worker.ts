import { inThread } from '../../kit/threads.ts';
import { doHeavyWork } from './heavy-work.ts';

/** The work of a thread: a file or its turns in, what they say out. */
export default inThread(doHeavyWork);
