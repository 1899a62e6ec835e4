import { expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from './route.ts';

it('an address copied from the browser opens the same channel, thread or tab', () => {
  const routes: Route[] = [
    { kind: 'start' },
    { kind: 'channel', channel: 'C1' },
    { kind: 'channel', channel: 'C1', thread: '1700000000.000100' },
    { kind: 'app', tab: 'home' },
    { kind: 'app', tab: 'messages', thread: '1700000000.000100' },
  ];
  expect(routes.map((route) => parseRoute(formatRoute(route)))).toEqual(routes);
});

it('an address nobody knows opens the start', () => {
  expect(parseRoute('#/nowhere/at/all')).toEqual({ kind: 'start' });
});
