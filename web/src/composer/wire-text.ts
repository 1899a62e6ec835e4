import type { Channel, User } from '../api/types.ts';
import { displayName } from '../state/workspace.tsx';

interface Directory {
  users: User[];
  channels: Channel[];
}

/** Every name a person may type, and what Slack sends for it; longest first, so "Ada Lovelace" beats "Ada". */
function mentionTable({ users, channels }: Directory): [string, string][] {
  const table: [string, string][] = ['here', 'channel', 'everyone'].map((range) => [
    `@${range}`,
    `<!${range}>`,
  ]);
  for (const user of users) {
    for (const name of new Set([user.name, displayName(user)])) table.push([`@${name}`, `<@${user.id}>`]);
  }
  for (const channel of channels) {
    if (!channel.is_im) table.push([`#${channel.name}`, `<#${channel.id}>`]);
  }
  return table.sort(([a], [b]) => b.length - a.length);
}

const isNameChar = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

function mentionAt(text: string, at: number, table: [string, string][]): [string, string] | undefined {
  if (isNameChar(text[at - 1])) return undefined;
  return table.find(([name]) => {
    const end = at + name.length;
    return text.slice(at, end).toLowerCase() === name.toLowerCase() && !isNameChar(text[end]);
  });
}

/**
 * Turns the names a person sees in the composer into ids. Everything else stays as it was typed: the
 * sandbox escapes it and links addresses, as Slack's servers do.
 */
export function toWire(text: string, directory: Directory): string {
  const table = mentionTable(directory);
  let wire = '';
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    const mention = char === '@' || char === '#' ? mentionAt(text, at, table) : undefined;
    wire += mention ? mention[1] : char;
    at += mention ? mention[0].length : 1;
  }
  return wire;
}

/** Splits "/watch https://…" into the command and its text; undefined when the line is no command. */
export function splitCommand(text: string): { command: string; text: string } | undefined {
  const found = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i.exec(text.trim());
  const command = found?.[1];
  return command ? { command: command.toLowerCase(), text: (found?.[2] ?? '').trim() } : undefined;
}
