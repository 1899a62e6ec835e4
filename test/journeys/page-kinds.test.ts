import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordsOf } from '../helpers/read-message.ts';
import { day, openStory, type Story } from '../helpers/story.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(async () => await story[Symbol.asyncDispose]());

const kinds: {
  what: string;
  request: (url: string) => string;
  path: string;
  from: string;
  to: string;
  told: RegExp;
}[] = [
  {
    what: 'a new entry of a feed',
    path: '/feed.xml',
    request: (url) => `tell me about new posts on ${url}`,
    from: '  <entry>',
    to: '  <entry><title>Northwind opens an office in Oslo</title><id>tag:northwind.example,2026:oslo</id><link href="{{base}}/oslo"/><updated>2026-11-20T09:00:00Z</updated><summary>Forty people from January.</summary></entry>\n  <entry>',
    told: /Northwind opens an office in Oslo/,
  },
  {
    what: 'a value of a JSON API',
    path: '/api/stock.json',
    request: (url) => `tell me when the sensor is in stock on ${url}`,
    from: '"in_stock": false',
    to: '"in_stock": true',
    told: /stock/i,
  },
  {
    what: 'a line of a PDF',
    path: '/terms.pdf',
    request: (url) => `tell me when the notice period in ${url} changes`,
    from: '30 days notice',
    to: '90 days notice',
    told: /30 days notice.*90 days notice/s,
  },
  {
    what: 'a status page',
    path: '/status',
    request: (url) => `tell me when the API has an incident on ${url}`,
    from: '<tr><th>API</th><td>Operational</td></tr>',
    to: '<tr><th>API</th><td>Major outage</td></tr>',
    told: /Major outage/,
  },
  {
    what: 'a changelog',
    path: '/changelog',
    request: (url) => `tell me about new releases on ${url}`,
    from: '<article>',
    to: '<article><h2>2.5.0</h2> <time datetime="2026-11-21">21 November 2026</time><ul><li>Calendar view.</li></ul></article><article>',
    told: /2\.5\.0/,
  },
  {
    what: 'a list of jobs',
    path: '/jobs',
    request: (url) => `tell me about new jobs on ${url}`,
    from: '<ul>\n      <li><a href="/jobs#support">',
    to: '<ul>\n      <li><a href="/jobs#writer">Technical writer</a>, Lisbon</li>\n      <li><a href="/jobs#support">',
    told: /Technical writer/,
  },
];

test.each(kinds)(
  '$what is read, and what is new on it is told',
  async ({ path, request, from, to, told }) => {
    const watched = await story.watch({ request: request(story.page(path)) });
    await story.pass(day);
    expect(watched.said()).toEqual([]);
    story.edit(path, from, to);
    await story.pass(day);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(told)]);
  },
);
