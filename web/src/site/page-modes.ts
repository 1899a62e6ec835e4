import type { PageMode } from '../api/types.ts';

/** What each way to break a page does, in the words of someone who visits it. */
export const MODE_LABELS: Record<PageMode, string> = {
  ok: 'Works',
  '429': 'Says “too many requests” (429)',
  '500': 'Fails (500)',
  bot_wall: 'Asks whether you are a robot',
  empty: 'Answers an empty page',
  slow: 'Takes very long',
  redirect_private: 'Redirects to a private address',
  login: 'Asks for a login',
  gone: 'Is gone (410)',
};
