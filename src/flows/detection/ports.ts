import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import type { DifferenceFinder } from './difference-pool.ts';

/** What the detection room is given. */
export interface DetectionDeps {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  differences: DifferenceFinder;
  embedder?: Embedder;
  /** Absent: the rules judge alone. */
  model?: ChatModel;
  /** Model money a workspace may spend in a month, and what tokens cost. */
  budget: ModelBudget;
}

/** What comparing and judging two readings needs of that; the evaluation has no more. */
export type JudgingDeps = Pick<DetectionDeps, 'clock' | 'differences' | 'embedder' | 'model' | 'budget'> & {
  /** Asked for what a workspace has spent, when there is a model. */
  database: Pick<Database, 'tenant'>;
};

export interface ModelBudget {
  monthlyUsd: number;
  usdPerMillionInput: number;
  usdPerMillionOutput: number;
}
