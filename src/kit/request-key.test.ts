import { expect, test } from 'vitest';
import { requestKey } from './request-key.ts';

test.each([
  [
    "Tell me when the Pro plan's price changes on https://A.example/p?utm_source=x",
    'please watch the pro plan price at <https://a.example/p|here>!',
  ],
  ['watch a.example.com/p', 'Let us know if anything changes on https://a.example.com/p'],
  ['tell me when GPT-5 gets cheaper', 'Notify me when “GPT-5” gets cheaper.'],
])('"%s" asks the same as "%s"', (one, other) => {
  expect(requestKey(one)).toBe(requestKey(other));
});

test.each([
  ['tell me when it is in stock', 'tell me when it is not in stock'],
  ['tell me when it drops below $500', 'tell me when it drops below $400'],
  ['tell me when it drops 5%', 'tell me when it drops $5'],
  ['watch https://a.example/p', 'watch https://a.example/q'],
  ['watch the Pro price on https://a.example/p', 'watch the Team price on https://a.example/p'],
])('"%s" asks something else than "%s"', (one, other) => {
  expect(requestKey(one)).not.toBe(requestKey(other));
});
