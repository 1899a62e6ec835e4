import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasButton, wordsOf } from '../helpers/read-message.ts';
import { openStory, type Story } from '../helpers/story.ts';

let story: Story;
let inside: Server;
let visits = 0;
beforeAll(async () => {
  story = await openStory();
  // Something on this machine that nobody opened to Lookout.
  inside = createServer((_, response) => {
    visits += 1;
    response.end('<h1>Secrets</h1><p>The key costs $1.</p>');
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await story[Symbol.asyncDispose]();
  await new Promise((resolve) => inside.close(resolve));
});

test.each([
  ['a port of this machine', () => `http://127.0.0.1:${(inside.address() as AddressInfo).port}/`],
  ['the same in hexadecimal', () => `http://0x7f000001:${(inside.address() as AddressInfo).port}/page`],
  ['the same as localhost', () => `http://localhost:${(inside.address() as AddressInfo).port}/page`],
  ['the metadata service of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
  ['the loopback of IPv6', () => `http://[::1]:${(inside.address() as AddressInfo).port}/`],
  ['a private network', () => 'http://10.0.0.1/prices'],
])('%s is refused with a sentence, and nothing is asked of it', async (_, address) => {
  const { ada, sandbox, lookout } = story;
  const ts = ada.say(sandbox.ids.general, `${lookout} watch ${address()}`);
  const answer = await ada.waitForMessage(
    sandbox.ids.general,
    (message) => message.thread_ts === ts && hasButton(message, 'monitor_other_page'),
  );
  expect(wordsOf(answer)).toMatch(/may not|not allowed|private|not open|inside/i);
  await story.settled();
  expect(visits).toBe(0);
});
