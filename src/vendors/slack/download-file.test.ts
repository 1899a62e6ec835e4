import { expect, test } from 'vitest';
import { createFileReader } from './download-file.ts';

const file = 'https://files.slack.com/files-pri/T1-F1/sync.vtt';
const answering = (answer: () => Response) => {
  const asked: { url: string; authorization: string | null }[] = [];
  const read = createFileReader({
    apiUrl: 'https://slack.com/api/',
    fetch: async (url, init) => {
      asked.push({ url: String(url), authorization: new Headers(init?.headers).get('authorization') });
      return answer();
    },
  });
  return { asked, read: async (url = file) => await read({ url, token: 'xoxb-1', mostBytes: 20 }) };
};
const html = { headers: { 'content-type': 'text/html; charset=utf-8' } };

test('a file is read with the token of its workspace', async () => {
  const { asked, read } = answering(() => new Response('WEBVTT'));
  expect(Buffer.from(await read()).toString()).toBe('WEBVTT');
  expect(asked).toEqual([{ url: file, authorization: 'Bearer xoxb-1' }]);
});

test.each([
  'https://evil.example/f',
  'https://slack.com.evil.example/f',
  'http://files.slack.com/f',
  'file:///etc/passwd',
  'x',
])('the token never goes to %s', async (url) => {
  const { asked, read } = answering(() => new Response('WEBVTT'));
  await expect(read(url)).rejects.toMatchObject({ code: 'unsupported' });
  expect(asked).toEqual([]);
});

test("Slack's sign-in page is not taken for the file", async () => {
  const { read } = answering(() => new Response('<!DOCTYPE html>', html));
  await expect(read()).rejects.toMatchObject({ code: 'bad_config', humanMessage: /files:read/ });
});

test.each([
  ['one that is longer than allowed', () => new Response('x'.repeat(21)), 'too_large'],
  ['one that is gone', () => new Response('', { status: 404 }), 'not_found'],
  ['a Slack that is down', () => new Response('', { status: 503 }), 'vendor_down'],
])('%s fails by its own name', async (_, answer, code) => {
  await expect(answering(answer).read()).rejects.toMatchObject({ code });
});
