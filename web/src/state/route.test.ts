import { expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route, readAddress } from './route.ts';

it('an address copied from the browser opens the same channel, thread or tab', () => {
  const routes: Route[] = [
    { kind: 'start' },
    { kind: 'channel', channel: 'C1' },
    { kind: 'channel', channel: 'C1', thread: '1700000000.000100' },
    { kind: 'app', tab: 'home' },
    { kind: 'app', tab: 'messages', thread: '1700000000.000100' },
    { kind: 'notion', page: '0a1b2c3d-0000-4000-8000-00000000000f' },
  ];
  expect(routes.map((route) => parseRoute(formatRoute(route)))).toEqual(routes);
});

it('an address nobody knows opens the start', () => {
  expect(parseRoute('#/nowhere/at/all')).toEqual({ kind: 'start' });
});

it('a link to a thread or a page of the sandbox is opened here, one to anywhere else is not', () => {
  const read = (address: string) => readAddress(address, 'http://sandbox.test:1');
  expect(read('http://sandbox.test:1/archives/C1/p1700000000000100')).toEqual({
    kind: 'channel',
    channel: 'C1',
    thread: '1700000000.000100',
  });
  expect(read('http://sandbox.test:1/archives/C1/p1700000009000200?thread_ts=1700000000.000100')).toEqual({
    kind: 'channel',
    channel: 'C1',
    thread: '1700000000.000100',
  });
  expect(read('http://sandbox.test:1/notion/Weekly-sync-0a1b2c3d00004000800000000000000f#block')).toEqual({
    kind: 'notion',
    page: '0a1b2c3d-0000-4000-8000-00000000000f',
  });
  expect(read('http://elsewhere.test/archives/C1/p1700000000000100')).toBeUndefined();
  expect(read('http://sandbox.test:1/pricing')).toBeUndefined();
});
