import { expect, test } from 'vitest';
import { readMessageText } from './read-message-text.ts';

test.each([
  ['<@UBOT> watch <https://a.test/x?y=1&amp;z=2|a.test/x>', 'watch https://a.test/x?y=1&z=2'],
  ['watch <http://a.test|a.test> and <http://b.test/x|b.test/x>', 'watch a.test and b.test/x'],
  ['watch <http://a.test|read this>', 'watch http://a.test'],
  ['hey <@UBOT>, pause', 'hey , pause'],
  ['ask <@UBOB> or <@UEVE|eve>', 'ask <@UBOB> or @eve'],
  ['news of <#C1|pricing> for <!here>', 'news of #pricing for'],
  ['price &lt; 500 &amp;amp; falling', 'price < 500 &amp; falling'],
  ['mail <mailto:a@b.test|a@b.test>', 'mail a@b.test'],
  ['two\nlines  and   spaces', 'two\nlines and spaces'],
])('%s', (raw, read) => {
  expect(readMessageText(raw, 'UBOT')).toBe(read);
});
