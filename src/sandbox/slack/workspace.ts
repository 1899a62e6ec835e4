import type { Json } from './json.ts';

/** What the forged workspace remembers. Plain data; the rules live in the files that change it. */
export interface Person {
  id: string;
  name: string;
  realName: string;
  isBot: boolean;
  isAdmin: boolean;
  isGuest: boolean;
  tz: string;
  color: string;
  email?: string;
}

export type ChannelKind = 'public' | 'private' | 'im';

interface Reaction {
  name: string;
  users: string[];
}

export interface Message {
  ts: string;
  user: string;
  text: string;
  subtype?: string;
  bot_id?: string;
  username?: string;
  client_msg_id?: string;
  blocks?: Json[];
  attachments?: Json[];
  files?: string[];
  thread_ts?: string;
  metadata?: Json;
  edited?: { user: string; ts: string };
  reactions: Reaction[];
  /** Set on an ephemeral message: the only person who sees it. */
  visibleTo?: string;
  streaming?: boolean;
}

export interface Channel {
  id: string;
  name: string;
  kind: ChannelKind;
  createdAt: number;
  members: Set<string>;
  /** Shared with another company by Slack Connect. */
  isShared?: boolean;
  /** The person on the other side of a direct message with the app. */
  user?: string;
  /** Oldest first, replies included. */
  messages: Message[];
  /** Timestamp of the last message each person has seen. */
  lastRead: Map<string, string>;
  suggestedPrompts?: { title: string; message: string }[];
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  createdAt: number;
  user: string;
  bytes: Uint8Array;
  /** False between files.getUploadURLExternal and files.completeUploadExternal. */
  complete: boolean;
  channels: string[];
}

export interface Workspace {
  team: { id: string; name: string; domain: string };
  people: Map<string, Person>;
  channels: Map<string, Channel>;
  files: Map<string, StoredFile>;
}

export const slackbotId = 'USLACKBOT';
export const botUserId = 'U0LOOKOUT1';
export const botId = 'B0LOOKOUT1';

/** Stable ids of the people and places every sandbox starts with, in Slack's shape and readable in a log. */
export const defaultIds = {
  team: 'T0SANDBOX1',
  ada: 'U0ADA00001',
  grace: 'U0GRACE001',
  linus: 'U0LINUS001',
  general: 'C0GENERAL1',
  pricing: 'C0PRICING1',
  product: 'C0PRODUCT1',
  leadership: 'C0LEADERS1',
  dmAda: 'D0ADA00001',
  dmGrace: 'D0GRACE001',
  dmLinus: 'D0LINUS001',
} as const;

const person = (
  id: string,
  name: string,
  realName: string,
  color: string,
  more: Partial<Person> = {},
): Person => ({
  id,
  name,
  realName,
  color,
  isBot: false,
  isAdmin: false,
  isGuest: false,
  tz: 'Europe/Berlin',
  email: `${name}@sandbox.example`,
  ...more,
});

/** Three people, three public channels, one private one the app is not in, and a DM with the app for each person. */
export function createWorkspace(now: Date, appName: string): Workspace {
  const ids = defaultIds;
  const createdAt = Math.floor(now.getTime() / 1_000);
  const people = [
    person(ids.ada, 'ada', 'Ada Lovelace', '9f69e7', { isAdmin: true }),
    person(ids.grace, 'grace', 'Grace Hopper', '4bbe2e', { tz: 'America/New_York' }),
    person(ids.linus, 'linus', 'Linus Pauling', 'e7392d', { isGuest: true, tz: 'America/Los_Angeles' }),
    person(botUserId, appName.toLowerCase().replace(/[^a-z0-9]+/g, ''), appName, '3c989f', {
      isBot: true,
      tz: 'America/Los_Angeles',
      email: undefined,
    }),
    person(slackbotId, 'slackbot', 'Slackbot', '757575', { isBot: true, email: undefined }),
  ];
  const channel = (
    id: string,
    name: string,
    kind: ChannelKind,
    members: string[],
    user?: string,
  ): Channel => ({
    id,
    name,
    kind,
    createdAt,
    members: new Set(members),
    user,
    messages: [],
    lastRead: new Map(),
  });
  const channels = [
    channel(ids.general, 'general', 'public', [ids.ada, ids.grace, ids.linus, botUserId]),
    channel(ids.pricing, 'pricing', 'public', [ids.ada, ids.grace, ids.linus, botUserId]),
    channel(ids.product, 'product', 'public', [ids.ada, ids.grace, botUserId]),
    channel(ids.leadership, 'leadership', 'private', [ids.ada, ids.grace]),
    channel(ids.dmAda, 'directmessage', 'im', [ids.ada, botUserId], ids.ada),
    channel(ids.dmGrace, 'directmessage', 'im', [ids.grace, botUserId], ids.grace),
    channel(ids.dmLinus, 'directmessage', 'im', [ids.linus, botUserId], ids.linus),
  ];
  return {
    team: { id: ids.team, name: 'Sandbox', domain: 'sandbox' },
    people: new Map(people.map((one) => [one.id, one])),
    channels: new Map(channels.map((one) => [one.id, one])),
    files: new Map(),
  };
}

/** A message of a channel by timestamp; ephemerals included only when asked for. */
export const findMessage = (channel: Channel, ts: string, ephemeral = false): Message | undefined =>
  channel.messages.find((message) => message.ts === ts && (ephemeral || message.visibleTo === undefined));

/** Replies of a thread, oldest first, without the parent and without ephemerals. */
export const repliesOf = (channel: Channel, ts: string): Message[] =>
  channel.messages.filter(
    (message) => message.thread_ts === ts && message.ts !== ts && message.visibleTo === undefined,
  );
