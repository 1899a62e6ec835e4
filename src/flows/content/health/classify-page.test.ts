import { describe, expect, test } from 'vitest';
import { extractHtml } from '../extract/extract-html.ts';
import { classifyPage } from './classify-page.ts';
import { faceOf } from './page-face.ts';
import type { ReadingToClassify } from './page-health.ts';

const url = 'https://shop.example/plans/pro';
const words =
  'The Pro plan costs $20 a month and may be cancelled at the end of every month without any reason. ';
const goodPage = `<html lang="en"><title>Plans</title><h1>Plans</h1>${`<p>${words}</p>`.repeat(20)}</html>`;

const judge = (html: string, more: Partial<ReadingToClassify> = {}) =>
  classifyPage({
    ...extractHtml(html, more.finalUrl ?? url, html.length),
    status: 200,
    requestedUrl: url,
    finalUrl: url,
    ...more,
  });
const problemOf = (html: string, more?: Partial<ReadingToClassify>) => judge(html, more)?.problem;

describe('a good page is a good page', () => {
  test('also when it is long and speaks of captchas, logins, maintenance and errors', () => {
    const talk =
      'Verify you are human. Please log in to continue. Down for maintenance. 404 page not found. Something went wrong.';
    expect(
      judge(`${goodPage}<p>${talk}</p><input type=password><noscript>Please enable JavaScript</noscript>`),
    ).toBeNull();
  });

  test('also when it is short', () => {
    expect(
      judge('<title>Status</title><script src=a.js></script><h1>Status</h1><p>All systems operational</p>'),
    ).toBeNull();
    expect(judge('<p>In stock: 4</p>')).toBeNull();
    expect(judge('<h1>Lamp</h1><p>Temporarily unavailable</p>')).toBeNull();
    expect(judge('<h1>Lampe</h1><p>Cet article est momentanément indisponible</p>')).toBeNull();
  });

  test('also when a short page carries a box to sign in', () => {
    const box = '<form><input name=u><input type=password><button>Sign in</button></form>';
    expect(judge(`<title>Imprint</title>${box}<h1>Imprint</h1>${`<p>${words}</p>`.repeat(4)}`)).toBeNull();
  });

  test('also when its words are those of a wall, but were so at the last good reading', () => {
    const shop =
      '<title>Shop</title><h1>The shop is under maintenance</h1><p>Hinges are oiled on Mondays.</p>';
    expect(problemOf(shop)).toBe('maintenance');
    const { extraction, signals } = extractHtml(shop, url, shop.length);
    expect(judge(shop, { faces: [faceOf(extraction, signals)] })).toBeNull();
  });
});

test.each([
  [429, 'rate_limited'],
  [404, 'gone'],
  [410, 'gone'],
  [401, 'login'],
  [403, 'forbidden'],
  [451, 'forbidden'],
  [408, 'timeout'],
  [500, 'server_error'],
  [503, 'server_error'],
] as const)('an answer with status %i is %s, however good its text', (status, problem) => {
  expect(problemOf(goodPage, { status })).toBe(problem);
});

test.each([
  ['bot_check', '<title>Just a moment...</title><p>Checking your browser before accessing the shop.</p>'],
  ['bot_check', '<h1>Verify you are human</h1>'],
  ['bot_check', '<p>Please enable JavaScript and cookies to continue</p>'],
  ['bot_check', '<p>Bitte bestätigen Sie: kein Roboter</p>'],
  ['login', '<form><h1>Welcome</h1><input name=u><input type=password><button>Continue</button></form>'],
  ['login', '<p>Please sign in to see this page.</p>'],
  ['maintenance', "<h1>We'll be back soon</h1>"],
  ['maintenance', '<p>Unsere Website wird gewartet. Wartungsarbeiten bis 12 Uhr.</p>'],
  ['maintenance', '<p>This service is temporarily unavailable.</p>'],
  ['gone', '<title>404</title><h1>Oops</h1>'],
  ['gone', '<h1>Page introuvable</h1><p>Retour</p>'],
  ['gone', '<h1>ページが見つかりません</h1>'],
  ['server_error', '<h1>500</h1><p>Internal Server Error</p>'],
  ['server_error', '<p>Ein Fehler ist aufgetreten</p>'],
  ['needs_browser', '<title>App</title><div id="root"></div><script src="/app.js"></script>'],
  ['needs_browser', '<body><p>Loading…</p><script src=a.js></script></body>'],
  [
    'needs_browser',
    '<noscript>You need to enable JavaScript to run this app.</noscript><script src=a.js></script><p>Shop</p>',
  ],
  [
    'consent',
    '<div role="dialog" id="cookie-consent"><h2>Cookies</h2><p>We and our partners use cookies for many things.</p><button>Accept</button><button>Reject</button></div>',
  ],
  ['empty', '<html><body></body></html>'],
  ['empty', '<meta http-equiv="refresh" content="0; url=/new"><p>Moved <a href=/new>here</a></p>'],
] as const)('%s: %s', (problem, html) => {
  expect(problemOf(html)).toBe(problem);
});

test('a bot check is one under status 403 and 503, maintenance is one under 503', () => {
  expect(problemOf('<p>Checking your browser</p>', { status: 403 })).toBe('bot_check');
  expect(problemOf('<p>Checking your browser</p>', { status: 503 })).toBe('bot_check');
  expect(problemOf('<p>The site is under maintenance</p>', { status: 503 })).toBe('maintenance');
});

describe('where redirects end', () => {
  test('at the home page, here or elsewhere, in a language or not', () => {
    for (const finalUrl of [
      'https://shop.example/',
      'https://other.example',
      'https://shop.example/en-us/',
    ]) {
      expect(problemOf(goodPage, { finalUrl })).toBe('redirected_home');
    }
  });

  test('a move to https, to www or to another page is no problem', () => {
    for (const finalUrl of [
      'https://www.shop.example/plans/pro',
      'https://shop.example/plans/pro/',
      'https://shop.example/pricing',
    ]) {
      expect(judge(goodPage, { finalUrl })).toBeNull();
    }
    const home = { requestedUrl: 'http://shop.example/', finalUrl: 'https://shop.example/en' };
    expect(judge(goodPage, home)).toBeNull();
  });

  test('at a login', () => {
    expect(problemOf('<h1>Hello</h1>', { finalUrl: 'https://shop.example/auth/login?next=x' })).toBe('login');
  });
});

test('the help page on an error is what was asked for', () => {
  const help = '<title>404 Not Found</title><h1>404 Not Found</h1><p>Nothing stands at the address.</p>';
  expect(problemOf(help)).toBe('gone');
  const requestedUrl = 'https://docs.example/errors/404';
  expect(judge(help, { requestedUrl, finalUrl: requestedUrl })).toBeNull();
});
