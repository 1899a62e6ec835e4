import type { Log } from '../../kit/log.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';

/** What the assistant room is given. It keeps nothing. */
export interface AssistantDeps {
  log: Log;
  /** Absent: the rules understand alone. */
  model?: ChatModel;
}
