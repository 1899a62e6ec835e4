import { findUrls } from '../../kit/find-urls.ts';

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Slack's escaping undone, once. */
const decode = (text: string): string =>
  text.replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);

/** Slack makes a link of a bare name and guesses http for it: `<http://a.test|a.test>` was written as "a.test". */
const isAsTyped = (target: string, label: string | undefined): label is string =>
  label !== undefined &&
  /^https?:\/\//.test(target) &&
  target.endsWith(`://${label}`) &&
  findUrls(label).length === 1;

/** `<https://x|label>` -> the address; `<#C1|general>` -> "#general"; broadcasts vanish; the rest stands. */
function readToken(inside: string): string {
  const [target = '', label] = inside.split('|', 2);
  if (target.startsWith('#')) return label ? `#${label}` : `<${target}>`;
  if (target.startsWith('@')) return label ? `@${label}` : `<${target}>`;
  if (target.startsWith('!')) return '';
  if (isAsTyped(target, label)) return label;
  return target.replace(/^(mailto|tel):/, '');
}

/**
 * The words of a message as a person wrote them: Lookout's own mention taken out, links as plain
 * addresses, entities decoded, white space at the ends gone.
 */
export function readMessageText(text: string, botUserId: string | undefined): string {
  const read = text.replace(/<([^<>]*)>/g, (_, inside: string) =>
    botUserId !== undefined && inside.split('|')[0] === `@${botUserId}` ? '' : readToken(inside),
  );
  return decode(read)
    .replace(/[ \t]+/g, ' ')
    .trim();
}
