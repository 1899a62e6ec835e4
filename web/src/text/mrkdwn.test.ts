import { describe, expect, it } from 'vitest';
import { parseInline, parseMrkdwn } from './mrkdwn.ts';

const text = (value: string) => ({ kind: 'text', text: value });

describe('a line of mrkdwn', () => {
  it('keeps escaped signs inside bold text', () => {
    expect(parseInline('*a &lt;b&gt; &amp; c* d')).toEqual([
      { kind: 'bold', children: [text('a <b> & c')] },
      text(' d'),
    ]);
  });

  it('leaves snake_case, 2*3*4 and lone marks alone', () => {
    for (const line of ['some_snake_case', '2*3*4', '* not bold *', 'a ~ b ~ c', '**']) {
      expect(parseInline(line)).toEqual([text(line)]);
    }
  });

  it('nests styles and keeps code verbatim', () => {
    expect(parseInline('*_x_* `*y* &lt;`')).toEqual([
      { kind: 'bold', children: [{ kind: 'italic', children: [text('x')] }] },
      text(' '),
      { kind: 'code', text: '*y* <' },
    ]);
  });

  it('reads people, channels and broadcasts', () => {
    expect(parseInline('<@U1> <#C2|pricing> <!here>')).toEqual([
      { kind: 'user', id: 'U1' },
      text(' '),
      { kind: 'channel', id: 'C2', label: 'pricing' },
      text(' '),
      { kind: 'broadcast', range: 'here' },
    ]);
  });

  it('reads a date with its link and fallback', () => {
    expect(parseInline('<!date^1700000000^{ago} at {time}^https://x.test/a|earlier>')).toEqual([
      {
        kind: 'date',
        timestamp: 1700000000,
        format: '{ago} at {time}',
        url: 'https://x.test/a',
        fallback: 'earlier',
      },
    ]);
  });

  it('links bare and bracketed addresses without the full stop behind them', () => {
    expect(parseInline('see https://x.test/a?b=1&amp;c=2. or <https://y.test|here>')).toEqual([
      text('see '),
      { kind: 'link', url: 'https://x.test/a?b=1&c=2', label: 'https://x.test/a?b=1&c=2' },
      text('. or '),
      { kind: 'link', url: 'https://y.test', label: 'here' },
    ]);
  });

  it('never makes a link of a script', () => {
    expect(parseInline('<javascript:alert(1)|click>')).toEqual([text('<javascript:alert(1)|click>')]);
  });

  it('keeps times such as 10:30:45 as text but shows :eyes:', () => {
    expect(parseInline('10:30:45 :eyes:')).toEqual([text('10:30:45 '), { kind: 'emoji', name: 'eyes' }]);
  });
});

describe('a whole text', () => {
  it('separates quotes, code fences and paragraphs', () => {
    expect(parseMrkdwn('before\n&gt; one\n> two\nafter\n```\nx < *y*\n```')).toEqual([
      { kind: 'paragraph', children: [text('before')] },
      { kind: 'quote', children: [text('one\ntwo')] },
      { kind: 'paragraph', children: [text('after')] },
      { kind: 'preformatted', text: 'x < *y*' },
    ]);
  });

  it('shows a fence that was never closed as text', () => {
    expect(parseMrkdwn('a ```b')).toEqual([
      { kind: 'paragraph', children: [text('a ')] },
      { kind: 'paragraph', children: [text('```b')] },
    ]);
  });
});
