import type { KnownBlock, ModalView, Option } from '@slack/types';

/** What the sandbox's control API answers; see src/sandbox for the writing side. */
export interface User {
  id: string;
  name: string;
  real_name?: string;
  is_bot?: boolean;
  tz?: string;
  color?: string;
  email?: string;
  guest?: boolean;
}

export interface Channel {
  id: string;
  name: string;
  is_im?: boolean;
  is_private?: boolean;
  /** The other side of a direct message. */
  user?: string;
  unread?: number;
}

export interface SlashCommand {
  command: string;
  description?: string;
  usage_hint?: string;
}

interface Shortcut {
  callback_id: string;
  name: string;
  type: 'global' | 'message';
}

interface SuggestedPrompt {
  title: string;
  message: string;
}

export interface WorkspaceState {
  team: { id: string; name: string };
  me: string;
  users: User[];
  channels: Channel[];
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  suggestedPrompts: SuggestedPrompt[];
  eventsConnected: boolean;
  mode: 'http' | 'socket';
}

export interface MessageFile {
  id?: string;
  name?: string;
  title?: string;
  mimetype?: string;
  size?: number;
  url_private?: string;
  permalink?: string;
}

export interface Attachment {
  color?: string;
  pretext?: string;
  title?: string;
  title_link?: string;
  text?: string;
  fallback?: string;
  blocks?: KnownBlock[];
}

export interface Message {
  ts: string;
  user?: string;
  username?: string;
  bot_id?: string;
  text?: string;
  blocks?: KnownBlock[];
  attachments?: Attachment[];
  thread_ts?: string;
  reply_count?: number;
  reply_users?: string[];
  latest_reply?: string;
  edited?: { user?: string; ts: string };
  reactions?: { name: string; count: number; users: string[] }[];
  files?: MessageFile[];
  ephemeral?: boolean;
  streaming?: boolean;
}

export type OpenView = Omit<ModalView, 'blocks'> & { id: string; blocks: KnownBlock[] };

export interface HomeView {
  id?: string;
  type?: 'home';
  blocks: KnownBlock[];
}

export interface OutgoingFile {
  name: string;
  /** Left out where the browser knows none: Slack goes by the name then. */
  mimetype?: string;
  content_base64: string;
}

export const PAGE_MODES = [
  'ok',
  '429',
  '500',
  'bot_wall',
  'empty',
  'slow',
  'redirect_private',
  'login',
  'gone',
] as const;
export type PageMode = (typeof PAGE_MODES)[number];

export interface SitePage {
  path: string;
  title: string;
  kind: 'html' | 'feed' | 'json' | 'pdf' | 'status';
  content: string;
  mode: PageMode;
  hits: number;
}

export interface Site {
  base: string;
  pages: SitePage[];
}

export interface SubmitReply {
  response_action?: string;
  errors?: Record<string, string>;
}

export interface OptionsReply {
  options?: Option[];
  option_groups?: { label: { text: string }; options: Option[] }[];
}

/** One line of the event stream; anything beyond `type` is a hint where to look. */
export interface SandboxEvent {
  type: string;
  channel?: string;
  thread_ts?: string;
  status?: string;
  message?: Message;
}
