import type { Json } from './json.ts';
import type { StateValues } from './view-state.ts';

export interface StoredView {
  id: string;
  user: string;
  /** As the app sees it: ViewOutput of the SDK. */
  json: Json & { blocks: Json[]; state: { values: StateValues } };
}

/** Open modals, a stack per person, and each person's App Home. */
export interface ViewShelf {
  stacks: Map<string, StoredView[]>;
  homes: Map<string, StoredView>;
}

export const createViewShelf = (): ViewShelf => ({ stacks: new Map(), homes: new Map() });
