import { describe, expect, it } from 'vitest';
import { applySuggestion, completionAt } from './completion.ts';

const sources = {
  commands: [
    { command: '/watch', description: 'Watch a page', usage_hint: '<url> what to look for' },
    { command: '/monitors' },
  ],
  users: [
    { id: 'U1', name: 'ada', real_name: 'Ada Byron' },
    { id: 'B1', name: 'lookout', real_name: 'Lookout', is_bot: true },
  ],
  channels: [
    { id: 'C1', name: 'pricing' },
    { id: 'D1', name: 'pm', is_im: true },
  ],
};
const labels = (text: string) =>
  completionAt(text, text.length, sources)?.suggestions.map((one) => one.label);

describe('the list above the composer', () => {
  it('offers commands only at the very start of a message', () => {
    expect(labels('/')).toEqual(['/watch <url> what to look for', '/monitors']);
    expect(labels('/mo')).toEqual(['/monitors']);
    expect(labels('hello /w')).toBeUndefined();
    expect(labels('/watch x')).toBeUndefined();
  });

  it('offers people by their name or real name, and channels without direct messages', () => {
    expect(labels('hi @by')).toEqual(['@ada']);
    expect(labels('@LOOK')).toEqual(['@Lookout']);
    expect(labels('(#p')).toEqual(['#pricing']);
    expect(labels('ada@look')).toBeUndefined();
  });

  it('puts the taken name where the word was and the caret behind it', () => {
    const found = completionAt('hi @lo there', 6, sources);
    const first = found?.suggestions[0];
    if (!found || !first) throw new Error('nothing offered');
    expect(applySuggestion('hi @lo there', 6, found.from, first)).toEqual({
      text: 'hi @Lookout there',
      caret: 12,
    });
  });
});
