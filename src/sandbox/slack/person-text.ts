import type { Json } from './json.ts';
import type { Workspace } from './workspace.ts';

/** What a person typed, as Slack stores it: control sequences in `text`, and the same as a rich_text block. */
export interface FormattedText {
  text: string;
  block: Json;
}

const escapeEntities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Control sequences a client sends ready-made, addresses, mentions, channels, and bare domains Slack links too. */
const tokens =
  /(?<ready><[@#!][^<>\s]+>|<https?:\/\/[^<>\s]+>)|(?<url>https?:\/\/[^\s<>]+)|(?<![\w@#/.])@(?<mention>[\w.-]*\w)|(?<![\w@#/.])#(?<channel>[\w-]+)|(?<![\w@#/.:-])(?<domain>(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|ai|co|eu|de|uk|fr|ch|example)(?:\/[^\s<>]*)?)/giu;

/** Punctuation that ends the sentence rather than the address. */
function splitTail(url: string): [string, string] {
  let kept = url.replace(/[.,;:!?'"»”’]+$/u, '');
  while (kept.endsWith(')') && kept.split('(').length < kept.split(')').length) kept = kept.slice(0, -1);
  return [kept, url.slice(kept.length)];
}

const personNamed = (workspace: Workspace, name: string) =>
  [...workspace.people.values()].find((one) =>
    [one.name, one.realName].some((n) => n.toLowerCase() === name.toLowerCase()),
  );

const channelNamed = (workspace: Workspace, name: string) =>
  [...workspace.channels.values()].find((one) => one.kind !== 'im' && one.name === name.toLowerCase());

type Piece = { text: string; element: Json };

const plain = (text: string): Piece => ({ text: escapeEntities(text), element: { type: 'text', text } });
const broadcasts = new Set(['here', 'channel', 'everyone']);

function readyPiece(token: string): Piece {
  const [target = '', label] = token.slice(1, -1).split('|');
  if (target.startsWith('@')) return { text: token, element: { type: 'user', user_id: target.slice(1) } };
  if (target.startsWith('#'))
    return { text: token, element: { type: 'channel', channel_id: target.slice(1) } };
  if (target.startsWith('!')) return { text: token, element: { type: 'broadcast', range: target.slice(1) } };
  return {
    text: token,
    element: { type: 'link', url: target.replaceAll('&amp;', '&'), ...(label ? { text: label } : {}) },
  };
}

function pieceFor(workspace: Workspace, groups: Record<string, string | undefined>, whole: string): Piece[] {
  if (groups.ready) return [readyPiece(groups.ready)];
  if (groups.url) {
    const [url, tail] = splitTail(groups.url);
    const link: Piece = { text: `<${escapeEntities(url)}>`, element: { type: 'link', url } };
    return tail ? [link, plain(tail)] : [link];
  }
  if (groups.domain) {
    const [domain, tail] = splitTail(groups.domain);
    const url = `http://${domain}`;
    const link: Piece = {
      text: `<${escapeEntities(url)}|${escapeEntities(domain)}>`,
      element: { type: 'link', url, text: domain },
    };
    return tail ? [link, plain(tail)] : [link];
  }
  if (groups.mention) {
    if (broadcasts.has(groups.mention)) return [readyPiece(`<!${groups.mention}>`)];
    const person = personNamed(workspace, groups.mention);
    return [person ? readyPiece(`<@${person.id}>`) : plain(whole)];
  }
  const channel = groups.channel ? channelNamed(workspace, groups.channel) : undefined;
  return [channel ? readyPiece(`<#${channel.id}|${channel.name}>`) : plain(whole)];
}

/** Turns typed text into Slack's: `@Lookout see openai.com` -> `<@U0LOOKOUT1> see <http://openai.com|openai.com>`. */
export function formatPersonText(workspace: Workspace, typed: string): FormattedText {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of typed.matchAll(tokens)) {
    if (match.index > end) pieces.push(plain(typed.slice(end, match.index)));
    pieces.push(...pieceFor(workspace, match.groups ?? {}, match[0]));
    end = match.index + match[0].length;
  }
  if (end < typed.length) pieces.push(plain(typed.slice(end)));
  return {
    text: pieces.map((piece) => piece.text).join(''),
    block: {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: pieces.map((piece) => piece.element) }],
    },
  };
}

/** Ids of the people mentioned in stored text. */
export const mentionsIn = (text: string): string[] =>
  [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map((match) => match[1] ?? '');

/** What an app posted, as Slack stores it: a lone ampersand becomes an entity. */
export const formatAppText = (text: string): string => text.replace(/&(?!amp;|lt;|gt;)/g, '&amp;');
