import { type Browser, chromium } from 'playwright-core';
import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';

/**
 * Every request of a page is answered by us and never reaches Chromium's network. Whatever slips past
 * (a socket of a worker, WebRTC, a prefetch) finds a proxy that is not there and no names.
 */
const deadProxy = { server: 'http://127.0.0.1:9', bypass: '<-loopback>' };
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--dns-prefetch-disable',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

export interface BrowserProcess extends AsyncDisposable {
  /** Runs a task with the browser, starting it when it is not running. */
  use<T>(task: (browser: Browser) => Promise<T>): Promise<T>;
  /** Ends a browser that stopped answering; the next use starts another. */
  discard(): Promise<void>;
}

/** One Chromium, started at first use and closed after `idleMs` without one. */
export function createBrowserProcess(options: {
  executablePath: string;
  idleMs: number;
  clock: Clock;
  log: Log;
}): BrowserProcess {
  const { clock, log } = options;
  let launched: Promise<Browser> | undefined;
  let users = 0;
  let idle: AbortController | undefined;

  const launch = () => {
    const starting = chromium.launch({
      executablePath: options.executablePath,
      headless: true,
      // Chromium's sandbox does not start for root.
      chromiumSandbox: process.getuid?.() !== 0,
      proxy: deadProxy,
      args: flags,
      // The process's own shutdown disposes of us.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const forget = () => {
      if (launched === starting) launched = undefined;
    };
    starting.then((browser) => browser.on('disconnected', forget), forget);
    return starting;
  };
  const close = async () => {
    const closing = launched;
    launched = undefined;
    await closing?.then((browser) => browser.close()).catch(() => {});
  };
  const closeWhenIdle = () => {
    idle = new AbortController();
    clock.sleep(options.idleMs, idle.signal).then(close, () => {});
  };

  return {
    use: async (task) => {
      idle?.abort();
      users += 1;
      try {
        launched ??= launch();
        return await task(await launched);
      } finally {
        users -= 1;
        if (users === 0) closeWhenIdle();
      }
    },
    discard: async () => {
      log.warn('the browser stopped answering and was ended');
      await close();
    },
    [Symbol.asyncDispose]: async () => {
      idle?.abort();
      await close();
    },
  };
}
