import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Runs `work` under a request's id: log lines and the jobs left inside carry it, wherever they end up. */
export const traced = <T>(requestId: string, work: () => T): T => storage.run(requestId, work);

/** The id of the request at hand, if any. */
export const currentRequestId = (): string | undefined => storage.getStore();
