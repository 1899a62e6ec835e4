import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import type { SlackOffice } from '../../vendors/slack/web-client.ts';

/** What the assistant room is given. */
export interface AssistantDeps {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  embedder: Embedder;
  /** Where answers are written. */
  slack: SlackOffice;
  /** Absent: the rules understand and answer alone. */
  model?: ChatModel;
  /** How a model is connected, said where answers would be better with one. */
  modelHelp: string;
  /** Model money a workspace may spend in a month, and what tokens cost. */
  budget: ModelBudget;
}

/** What finding and composing an answer needs of that. */
export type AnswerDeps = Pick<AssistantDeps, 'database' | 'clock' | 'log' | 'embedder' | 'model' | 'budget'>;

export interface ModelBudget {
  monthlyUsd: number;
  usdPerMillionInput: number;
  usdPerMillionOutput: number;
}
