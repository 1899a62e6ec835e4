import { useQuery } from '@tanstack/react-query';
import { request } from './client.ts';
import { keys } from './event-effects.ts';

/** What the forged Linear's control API answers; see src/sandbox/linear/board.ts for the writing side. */
export interface Card {
  identifier: string;
  title: string;
  url: string;
  state: { name: string; type: string };
  assignee: { name: string; email: string } | null;
  priority: string;
  due: string | null;
  project: string | null;
  labels: string[];
  parent: string | null;
  attachments: { title: string; url: string }[];
  comments: { by: string; body: string }[];
}

export interface BoardState {
  name: string;
  type: string;
  color: string;
  issues: Card[];
}

export interface Board {
  organization: string;
  users: { id: string; name: string; email: string; active: boolean }[];
  teams: { key: string; name: string; private: boolean; states: BoardState[] }[];
}

export interface CardChange {
  title?: string;
  /** Name of a state of the issue's team. */
  state?: string;
  /** E-mail, or null for nobody. */
  assignee?: string | null;
  /** ISO date, or null for none. */
  due?: string | null;
}

const issuePath = (identifier: string) => `/linear/issues/${encodeURIComponent(identifier)}`;

/** What people do in the forged Linear; `by` is an e-mail address. */
export const linearApi = {
  change: (by: string, identifier: string, change: CardChange) =>
    request<unknown>('POST', issuePath(identifier), { by, ...change }),
  comment: (by: string, identifier: string, body: string) =>
    request<unknown>('POST', `${issuePath(identifier)}/comments`, { by, body }),
};

export function useBoard() {
  return useQuery({ queryKey: keys.linear(), queryFn: () => request<Board>('GET', '/linear') });
}
