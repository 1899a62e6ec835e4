import { describe, expect, it } from 'vitest';
import { keys, staleKeys } from './event-effects.ts';

describe('what an event of the stream makes stale', () => {
  it('a message in #pricing refreshes that channel, its threads and the unread counts, not other channels', () => {
    const stale = staleKeys({ type: 'message', channel: 'C1' }, 'U1');
    expect(stale).toEqual([['messages', 'U1', 'C1'], ['thread', 'U1', 'C1'], ['state']]);
  });

  it('an edited page refreshes the page list only', () => {
    expect(staleKeys({ type: 'site' }, 'U1')).toEqual([['site']]);
  });

  it('a to-do ticked in Notion refreshes the list of pages and every open page, not the Linear board', () => {
    expect(staleKeys({ type: 'notion' }, 'U1')).toEqual([['notion']]);
    expect(keys.notionPage('p1').slice(0, 1)).toEqual(keys.notion());
    expect(staleKeys({ type: 'linear' }, 'U1')).toEqual([['linear']]);
  });

  it('an event nobody has heard of refreshes everything', () => {
    expect(staleKeys({ type: 'brand_new' }, 'U1')).toEqual([[]]);
  });
});
