import type { Channel, SlashCommand, User } from '../api/types.ts';
import { displayName } from '../state/workspace.tsx';

export interface Suggestion {
  key: string;
  label: string;
  hint?: string;
  /** What replaces the text from `from` to the caret. */
  insert: string;
}

interface Completion {
  from: number;
  suggestions: Suggestion[];
}

interface Sources {
  commands: SlashCommand[];
  users: User[];
  channels: Channel[];
}

const MOST = 8;

function matches(query: string, ...names: (string | undefined)[]): boolean {
  const wanted = query.toLowerCase();
  return names.some(
    (name) =>
      name
        ?.toLowerCase()
        .split(/[\s._-]/)
        .some((word) => word.startsWith(wanted)) || name?.toLowerCase().startsWith(wanted),
  );
}

function commandSuggestions(query: string, commands: SlashCommand[]): Suggestion[] {
  return commands
    .filter(({ command }) => command.toLowerCase().startsWith(query.toLowerCase()))
    .map(({ command, description, usage_hint }) => ({
      key: command,
      label: usage_hint ? `${command} ${usage_hint}` : command,
      hint: description,
      insert: `${command} `,
    }));
}

function userSuggestions(query: string, users: User[]): Suggestion[] {
  const people = users
    .filter((user) => matches(query, user.name, user.real_name))
    .map((user) => ({
      key: user.id,
      label: `@${displayName(user)}`,
      hint: user.is_bot ? 'app' : user.real_name,
      insert: `@${displayName(user)} `,
    }));
  const everyone = matches(query, 'here')
    ? [{ key: 'here', label: '@here', hint: 'everyone online', insert: '@here ' }]
    : [];
  return [...people, ...(query ? everyone : [])];
}

function channelSuggestions(query: string, channels: Channel[]): Suggestion[] {
  return channels
    .filter((channel) => !channel.is_im && matches(query, channel.name))
    .map((channel) => ({ key: channel.id, label: `#${channel.name}`, insert: `#${channel.name} ` }));
}

/** What the composer offers for the word under the caret: commands, people or channels. */
export function completionAt(text: string, caret: number, sources: Sources): Completion | undefined {
  const before = text.slice(0, caret);
  const make = (from: number, suggestions: Suggestion[]) =>
    suggestions.length > 0 ? { from, suggestions: suggestions.slice(0, MOST) } : undefined;
  if (/^\/[\w-]*$/.test(before)) return make(0, commandSuggestions(before, sources.commands));
  const word = /(?:^|[\s(])([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
  if (!word) return undefined;
  const query = word[2] ?? '';
  const from = caret - query.length - 1;
  return word[1] === '@'
    ? make(from, userSuggestions(query, sources.users))
    : make(from, channelSuggestions(query, sources.channels));
}

/** The text and caret after a suggestion was taken. */
export function applySuggestion(text: string, caret: number, from: number, suggestion: Suggestion) {
  const rest = text.slice(caret).replace(/^ /, '');
  return { text: text.slice(0, from) + suggestion.insert + rest, caret: from + suggestion.insert.length };
}
