/**
 * What the door listens to and calls, in one place: the listeners use these names, and a test holds
 * manifest.json to them.
 */
export const commands = { watch: '/watch', monitors: '/monitors', lookout: '/lookout' } as const;

export const shortcuts = {
  watchMessage: 'watch_message',
  turnIntoWork: 'turn_into_work',
  createIssue: 'create_issue',
  saveNote: 'save_note',
  pasteTranscript: 'paste_transcript',
} as const;

/** Bot events, by the name the manifest uses. `message.*` arrive as `message` events. */
export const botEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'file_shared',
  'message.channels',
  'message.groups',
  'message.im',
  'tokens_revoked',
] as const;

export const viewCallbacks = {
  edit: 'edit_monitor',
  confirmDelete: 'confirm_delete',
  info: 'info',
  editItem: 'edit_item',
  pasteTranscript: 'paste_transcript',
  notionPlace: 'notion_place',
  connectLinear: 'connect_linear',
  connectNotion: 'connect_notion',
  createIssue: 'create_issue',
  saveNote: 'save_note',
  askMeetings: 'ask_meetings',
} as const;

/** Web API methods Lookout calls and the bot scope each needs (docs.slack.dev, page of each method). */
export const methodScopes = {
  'assistant.threads.setStatus': ['chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.test': [],
  'chat.appendStream': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.startStream': ['chat:write'],
  'chat.stopStream': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.members': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'files.info': ['files:read'],
  'reactions.add': ['reactions:write'],
  'users.conversations': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  // Issues are given to people by their e-mail address.
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
} as const satisfies Record<string, readonly string[]>;

/** Scopes that come with what the app offers rather than with a method. */
const featureScopes = ['app_mentions:read', 'commands', 'im:history'] as const;

/** The bot scopes to ask for when a workspace installs Lookout; sorted, each once. */
export const botScopes: readonly string[] = [
  ...new Set<string>([...featureScopes, ...Object.values(methodScopes).flat()]),
].toSorted();
