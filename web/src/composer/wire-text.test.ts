import { describe, expect, it } from 'vitest';
import { splitCommand, toWire } from './wire-text.ts';

const directory = {
  users: [
    { id: 'U1', name: 'ada' },
    { id: 'U2', name: 'adam' },
    { id: 'B1', name: 'lookout', real_name: 'Lookout', is_bot: true },
  ],
  channels: [
    { id: 'C1', name: 'pricing' },
    { id: 'D1', name: 'ada', is_im: true },
  ],
};

describe('what leaves the composer', () => {
  it('carries people and channels as ids, and the rest as it was typed', () => {
    const text =
      '@Lookout tell me when <b> & co change on http://127.0.0.1:1/pricing?a=1&b=2. cc @adam #pricing';
    expect(toWire(text, directory)).toBe(
      '<@B1> tell me when <b> & co change on http://127.0.0.1:1/pricing?a=1&b=2. cc <@U2> <#C1>',
    );
  });

  it('leaves mail addresses and unknown names as text', () => {
    expect(toWire('mail x@ada.test or @nobody, @adams', directory)).toBe(
      'mail x@ada.test or @nobody, @adams',
    );
  });

  it('knows @here, and takes the longest name', () => {
    expect(toWire('@here @adam! @ada', directory)).toBe('<!here> <@U2>! <@U1>');
  });
});

describe('a slash command', () => {
  it('is split into the command and its text', () => {
    expect(splitCommand('/watch  https://x.test the price')).toEqual({
      command: '/watch',
      text: 'https://x.test the price',
    });
    expect(splitCommand('/Monitors')).toEqual({ command: '/monitors', text: '' });
  });

  it('is not seen in a path or in the middle of a line', () => {
    expect(splitCommand('/etc/passwd is a file')).toBeUndefined();
    expect(splitCommand('see /watch')).toBeUndefined();
  });
});
