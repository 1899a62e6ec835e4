import type { ApiMethods } from './api-method.ts';
import { appAndAuthMethods } from './apps-and-auth.ts';
import { assistantMethods } from './assistant.ts';
import { chatMethods } from './chat.ts';
import { chatStreamMethods } from './chat-streams.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { peopleMethods } from './people.ts';
import { reactionMethods } from './reactions.ts';
import { viewMethods } from './views.ts';

/** Every Web API method the forge answers. */
export const apiMethods: ApiMethods = {
  ...appAndAuthMethods,
  ...assistantMethods,
  ...chatMethods,
  ...chatStreamMethods,
  ...conversationMethods,
  ...fileMethods,
  ...peopleMethods,
  ...reactionMethods,
  ...viewMethods,
};
