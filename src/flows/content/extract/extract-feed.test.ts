import { describe, expect, test } from 'vitest';
import { LookoutError } from '../../../kit/errors.ts';
import { extractFeed } from './extract-feed.ts';

const url = 'https://blog.example/feed';

test('an RSS entry is one item: title and plain summary, its id, its absolute link', async () => {
  const rss = `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd">
    <rss version="2.0"><channel><title>Blog &amp; news</title><link>https://blog.example</link><description>d</description><language>en-US</language>
    <item><title>New price</title><link>/posts/1</link><guid>post-1</guid><description><![CDATA[<p>Now <b>$20</b></p><script>x()</script>]]></description></item>
    <item><description>Only &lt;i&gt;words&lt;/i&gt;</description><link>https://blog.example/2</link></item></channel></rss>`;
  const extraction = await extractFeed(rss, undefined, url);
  expect(extraction).toMatchObject({ kind: 'feed', title: 'Blog & news', language: 'en-us' });
  expect(extraction.blocks).toEqual([
    {
      kind: 'item',
      path: [],
      label: 'post-1',
      text: 'New price Now $20',
      href: 'https://blog.example/posts/1',
    },
    {
      kind: 'item',
      path: [],
      label: 'https://blog.example/2',
      text: 'Only words',
      href: 'https://blog.example/2',
    },
  ]);
});

test('Atom, RSS 1.0 and JSON Feed give the same kind of items', async () => {
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>f</id><updated>2026-01-01T00:00:00Z</updated>
    <entry><id>urn:1</id><title>One</title><updated>2026-01-01T00:00:00Z</updated><link rel="self" href="/self"/><link href="/1"/><summary>First</summary></entry></feed>`;
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>R</title><link>https://blog.example</link><description>d</description></channel>
    <item rdf:about="urn:1"><title>One</title><link>https://blog.example/1</link><description>First</description></item></rdf:RDF>`;
  const json = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'J',
    items: [{ id: 'urn:1', url: '/1', title: 'One', content_html: '<p>First</p>' }],
  };
  const item = { kind: 'item', path: [], label: 'urn:1', text: 'One First', href: 'https://blog.example/1' };
  expect((await extractFeed(atom, undefined, url)).blocks).toEqual([item]);
  expect((await extractFeed(rdf, undefined, url)).blocks).toMatchObject([
    { text: 'One First', href: 'https://blog.example/1' },
  ]);
  expect((await extractFeed('', json, url)).blocks).toEqual([item]);
});

describe('entities and DTDs', () => {
  test('a feed that declares its own entities is refused', async () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>';
    const refused = await extractFeed(bomb, undefined, url).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LookoutError);
    expect(refused).toMatchObject({ code: 'unsupported' });
  });

  test('an entity nobody declared stays as it is written', async () => {
    const rss =
      '<rss version="2.0"><channel><title>t</title><item><title>See &secret;</title></item></channel></rss>';
    expect((await extractFeed(rss, undefined, url)).blocks[0]?.text).toBe('See &secret;');
  });
});

test('a feed that cannot be parsed gives no items, and does not throw', async () => {
  expect((await extractFeed('<rss', undefined, url)).blocks).toEqual([]);
});
