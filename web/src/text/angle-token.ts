import { decodeEntities, safeUrl } from './entities.ts';
import type { Inline } from './inline.ts';

function parseDate(body: string): Inline | undefined {
  const [head = '', ...rest] = body.split('|');
  const [, timestamp = '', format = '', url] = head.split('^');
  const fallback = decodeEntities(rest.join('|'));
  if (timestamp === '' || format === '') return fallback ? { kind: 'text', text: fallback } : undefined;
  return {
    kind: 'date',
    timestamp: Number(timestamp),
    format: decodeEntities(format),
    fallback,
    ...(url && safeUrl(url) ? { url: decodeEntities(url) } : {}),
  };
}

/**
 * Reads what stands between `<` and `>` in Slack's mrkdwn: a mention, a date or a link.
 * Returns undefined for anything else, which is then shown as it was written.
 */
export function parseAngle(body: string): Inline | undefined {
  if (body.startsWith('!date^')) return parseDate(body);
  const bar = body.indexOf('|');
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? '' : decodeEntities(body.slice(bar + 1));
  const named = label ? { label } : {};
  if (/^@[UW]\w+$/.test(target)) return { kind: 'user', id: target.slice(1), ...named };
  if (/^#[CG]\w+$/.test(target)) return { kind: 'channel', id: target.slice(1), ...named };
  if (target.startsWith('!subteam^')) return { kind: 'usergroup', id: target.slice(9), ...named };
  if (/^!(here|channel|everyone)$/.test(target)) return { kind: 'broadcast', range: target.slice(1) };
  const url = decodeEntities(target);
  if (!safeUrl(url)) return undefined;
  return { kind: 'link', url, label: label || url.replace(/^mailto:/, '') };
}
