import type { Forge } from './forge.ts';
import type { Json } from './json.ts';
import {
  botUserId,
  type Channel,
  type Message,
  type Person,
  repliesOf,
  type StoredFile,
} from './workspace.ts';

const fileTypes: Record<string, [filetype: string, pretty: string]> = {
  'text/plain': ['text', 'Plain Text'],
  'text/vtt': ['vtt', 'VTT'],
  'text/csv': ['csv', 'CSV'],
  'text/html': ['html', 'HTML'],
  'application/json': ['json', 'JSON'],
  'application/pdf': ['pdf', 'PDF'],
  'image/png': ['png', 'PNG'],
  'image/jpeg': ['jpg', 'JPEG'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx', 'Word Document'],
};

/** A file object as files.info and messages carry it. */
export function renderFile(forge: Forge, file: StoredFile): Json {
  const [filetype, pretty] = fileTypes[file.mimetype] ?? ['binary', 'Binary'];
  const base = forge.baseUrl();
  const path = `${forge.workspace.team.id}-${file.id}`;
  const kinds = (kind: Channel['kind']) =>
    file.channels.filter((id) => forge.workspace.channels.get(id)?.kind === kind);
  return {
    id: file.id,
    created: file.createdAt,
    timestamp: file.createdAt,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype,
    pretty_type: pretty,
    user: file.user,
    user_team: forge.workspace.team.id,
    editable: false,
    size: file.bytes.length,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: kinds('public').length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${base}/files-pri/${path}/${encodeURIComponent(file.name)}`,
    url_private_download: `${base}/files-pri/${path}/download/${encodeURIComponent(file.name)}`,
    permalink: `${base}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    has_rich_preview: false,
    file_access: 'visible',
    channels: kinds('public'),
    groups: kinds('private'),
    ims: kinds('im'),
    shares: {
      public: sharesOf(forge, file, kinds('public')),
      private: sharesOf(forge, file, [...kinds('private'), ...kinds('im')]),
    },
  };
}

/** By channel, the messages a file stands in. */
const sharesOf = (forge: Forge, file: StoredFile, channelIds: readonly string[]): Json =>
  Object.fromEntries(
    channelIds.map((id) => [
      id,
      (forge.workspace.channels.get(id)?.messages ?? [])
        .filter((message) => message.files?.includes(file.id))
        .map(({ ts, thread_ts }) => ({ ts, ...(thread_ts ? { thread_ts } : {}) })),
    ]),
  );

const botProfile = (forge: Forge, botId: string): Json => ({
  id: botId,
  app_id: forge.app.appId,
  name: forge.app.name,
  icons: {},
  deleted: false,
  updated: 0,
  team_id: forge.workspace.team.id,
});

/** A message as the Web API and the events carry it. Metadata only when asked for, as with Slack. */
export function renderMessage(
  forge: Forge,
  channel: Channel,
  message: Message,
  options: { metadata: boolean },
): Json {
  const replies =
    message.thread_ts === undefined || message.thread_ts === message.ts ? repliesOf(channel, message.ts) : [];
  const parent =
    message.thread_ts === undefined
      ? undefined
      : channel.messages.find((one) => one.ts === message.thread_ts);
  const files = (message.files ?? []).flatMap((id) => forge.workspace.files.get(id) ?? []);
  return {
    type: 'message',
    ...(message.subtype ? { subtype: message.subtype } : {}),
    user: message.user,
    ts: message.ts,
    ...(message.client_msg_id ? { client_msg_id: message.client_msg_id } : {}),
    ...(message.bot_id
      ? { bot_id: message.bot_id, app_id: forge.app.appId, bot_profile: botProfile(forge, message.bot_id) }
      : {}),
    ...(message.username ? { username: message.username } : {}),
    text: message.text,
    team: forge.workspace.team.id,
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(files.length > 0 ? { files: files.map((file) => renderFile(forge, file)), upload: false } : {}),
    ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
    ...(parent && parent.ts !== message.ts ? { parent_user_id: parent.user } : {}),
    ...(replies.length > 0
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users_count: new Set(replies.map((reply) => reply.user)).size,
          latest_reply: replies.at(-1)?.ts,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          is_locked: false,
          subscribed: true,
        }
      : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })) }
      : {}),
    ...(options.metadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

/** A message as the browser client gets it: everything, and whether it is ephemeral or still streaming. */
export const renderForPerson = (forge: Forge, channel: Channel, message: Message): Json => ({
  ...renderMessage(forge, channel, message, { metadata: true }),
  ...(message.visibleTo ? { ephemeral: true } : {}),
  ...(message.streaming ? { streaming: true } : {}),
});

/** A user object; the e-mail address only with the scope for it. */
export function renderUser(forge: Forge, person: Person, withEmail: boolean): Json {
  const offsetMinutes = offsetOf(person.tz, forge.clock.now());
  return {
    id: person.id,
    team_id: forge.workspace.team.id,
    name: person.name,
    deleted: false,
    color: person.color,
    real_name: person.realName,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetMinutes * 60,
    profile: {
      title: '',
      phone: '',
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      team: forge.workspace.team.id,
      first_name: person.realName.split(' ')[0],
      last_name: person.realName.split(' ').slice(1).join(' '),
      ...(withEmail && person.email ? { email: person.email } : {}),
      ...(person.isBot ? { api_app_id: forge.app.appId } : {}),
    },
    is_admin: person.isAdmin,
    is_owner: person.isAdmin,
    is_primary_owner: person.isAdmin,
    is_restricted: person.isGuest,
    is_ultra_restricted: false,
    is_bot: person.isBot,
    is_app_user: false,
    is_email_confirmed: !person.isBot,
    updated: 0,
    locale: 'en-US',
  };
}

/** Minutes a zone is ahead of UTC at a moment. */
function offsetOf(tz: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** A conversation object as conversations.info and .list give it. */
export function renderChannel(forge: Forge, channel: Channel, options: { members?: boolean } = {}): Json {
  const common = {
    id: channel.id,
    created: channel.createdAt,
    is_archived: false,
    is_org_shared: false,
    context_team_id: forge.workspace.team.id,
    updated: channel.createdAt * 1_000,
  };
  if (channel.kind === 'im')
    return { ...common, is_im: true, user: channel.user, is_user_deleted: false, priority: 0 };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_shared: false,
    is_ext_shared: channel.isShared === true,
    is_pending_ext_shared: false,
    unlinked: 0,
    creator: [...channel.members][0],
    is_member: channel.members.has(botUserId),
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
    ...(options.members ? { num_members: channel.members.size } : {}),
  };
}
