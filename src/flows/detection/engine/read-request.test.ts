import { describe, expect, test } from 'vitest';
import { readRequest } from './read-request.ts';

describe('what a request says about where to look', () => {
  test('a part of the page, named as the place, is no kind of fact', () => {
    const scope = readRequest('tell me about any change in the pricing table');
    expect(scope).toMatchObject({ only: [['pric']], concepts: [], inTable: true });
  });

  test.each([
    ['watch this page, but only the pricing table', [['pric']], []],
    ['tell me what changes under the heading Berlin', [['berlin']], []],
    ['any change, ignore the blog and the footer', [], [['blog'], ['footer']]],
    ['tell me about new versions, but ignore betas', [], [['beta']]],
    ['jede Änderung außer Impressum', [], [['impressum']]],
    ['tell me only about new openings in Berlin', [], []],
  ])('%s', (request, only, ignored) => expect(readRequest(request)).toMatchObject({ only, ignored }));

  test.each([
    ['tell me about new job openings', ['added']],
    ['tell me only about new openings, not about changed ones', ['added']],
    ['tell me when there are more than 50 open positions', []],
    ['tell me when the opening in Berlin is taken down', ['removed']],
    ['Sag mir Bescheid bei neuen Stellen in Berlin', ['added']],
    ['dis-moi quand le vélo est de nouveau en stock', []],
    ['préviens-moi des nouvelles offres', ['added']],
    ['新着商品を教えて', ['added']],
    ['tell me when a new price is shown', []],
  ])('%s', (request, operations) => expect(readRequest(request).operations).toEqual(operations));

  test('a word in capitals or after a slash is a name, whatever it is otherwise', () => {
    expect(readRequest('tell me when the API is degraded').names).toEqual(['api']);
    expect(readRequest('tell me when the rate limit of /publish changes').names).toEqual(['publish']);
    expect(readRequest('tell me when the api changes').names).toEqual([]);
  });

  test('the field of a condition speaks only where the request names nothing', () => {
    const condition = { field: 'opening concert open positions', operator: 'appears' } as const;
    expect(readRequest('tell me if the opening concert is postponed', condition).sorts).not.toContain(
      'position',
    );
    expect(readRequest('let me know', { field: 'Pro plan price', operator: 'changes' })).toMatchObject({
      names: ['pro'],
      concepts: ['price'],
    });
  });
});
