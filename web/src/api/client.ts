import type { FormValues } from '../elements/form-values.ts';
import type {
  HomeView,
  Message,
  OpenView,
  OptionsReply,
  OutgoingFile,
  PageMode,
  Site,
  SubmitReply,
  WorkspaceState,
} from './types.ts';

const ROOT = '/sandbox/api';

/** A refusal by the sandbox; `message` is meant for people, `code` is the Slack error name. */
class ApiError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }
}

/** One call of the control API; throws `ApiError`. */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${ROOT}${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError('unreachable', 'The sandbox does not answer. Is `npm start` still running?');
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const { error, message } = (answer ?? {}) as { error?: string; message?: string };
    throw new ApiError(
      error ?? `http_${response.status}`,
      message ?? `The sandbox answered ${response.status}.`,
    );
  }
  return answer as T;
}

function asUser(user: string | undefined): string {
  return user ? `?user=${encodeURIComponent(user)}` : '';
}

interface Target {
  user: string;
  channel?: string;
  message_ts?: string;
  view_id?: string;
}

export interface SentAction {
  type: string;
  action_id: string;
  block_id: string;
  [detail: string]: unknown;
}

const path = encodeURIComponent;

export const api = {
  state: (user?: string) => request<WorkspaceState>('GET', `/state${asUser(user)}`),
  messages: (user: string, channel: string) =>
    request<{ messages: Message[] }>('GET', `/channels/${path(channel)}/messages${asUser(user)}`),
  thread: (user: string, channel: string, ts: string) =>
    request<{ messages: Message[] }>('GET', `/channels/${path(channel)}/threads/${path(ts)}${asUser(user)}`),
  streamUrl: (user: string) => `${ROOT}/stream${asUser(user)}`,
  post: (body: { user: string; channel: string; text: string; thread_ts?: string; files?: OutgoingFile[] }) =>
    request<{ ts: string }>('POST', '/messages', body),
  command: (body: { user: string; channel: string; command: string; text: string; thread_ts?: string }) =>
    request<unknown>('POST', '/commands', body),
  act: (body: Target & { action: SentAction; state?: { values: FormValues } }) =>
    request<unknown>('POST', '/actions', body),
  options: (
    body: Omit<Target, 'channel'> & { channel?: string; action_id: string; block_id: string; value: string },
  ) => request<OptionsReply>('POST', '/options', body),
  views: (user: string) => request<{ views: OpenView[] }>('GET', `/views${asUser(user)}`),
  submitView: (id: string, user: string, values: FormValues) =>
    request<SubmitReply>('POST', `/views/${path(id)}/submit`, { user, state: { values } }),
  closeView: (id: string, user: string) => request<unknown>('POST', `/views/${path(id)}/close`, { user }),
  shortcut: (body: { user: string; callback_id: string; channel?: string; message_ts?: string }) =>
    request<unknown>('POST', '/shortcuts', body),
  openHome: (user: string, tab: 'home' | 'messages') => request<unknown>('POST', '/home', { user, tab }),
  home: (user: string) => request<{ view: HomeView | null }>('GET', `/home${asUser(user)}`),
  site: () => request<Site>('GET', '/site'),
  savePage: (body: { path: string; content?: string; mode?: PageMode }) =>
    request<unknown>('PUT', '/site', body),
  /** Where the bytes of a shared file are, as a download. */
  fileUrl: (id: string) => `${ROOT}/files/${path(id)}`,
  resetSite: () => request<unknown>('POST', '/site/reset', {}),
};
