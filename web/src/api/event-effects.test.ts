import { describe, expect, it } from 'vitest';
import { staleKeys } from './event-effects.ts';

describe('what an event of the stream makes stale', () => {
  it('a message in #pricing refreshes that channel, its threads and the unread counts, not other channels', () => {
    const stale = staleKeys({ type: 'message', channel: 'C1' }, 'U1');
    expect(stale).toEqual([['messages', 'U1', 'C1'], ['thread', 'U1', 'C1'], ['state']]);
  });

  it('an edited page refreshes the page list only', () => {
    expect(staleKeys({ type: 'site' }, 'U1')).toEqual([['site']]);
  });

  it('an event nobody has heard of refreshes everything', () => {
    expect(staleKeys({ type: 'brand_new' }, 'U1')).toEqual([[]]);
  });
});
