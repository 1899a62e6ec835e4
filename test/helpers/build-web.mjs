import { join } from 'node:path';
import { buildWebWhenStale } from '../../scripts/build-web.mjs';

/** The browser tests run on the built client; it is built when it is missing or older than its sources. */
export const setup = () => buildWebWhenStale(join(import.meta.dirname, '../..'), process.execPath);
