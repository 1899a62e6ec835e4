import { inline } from './text.ts';

/** A person as Slack shows them. Callers of the API are no Slack users: their name is shown, inert. */
export const personInWords = (id: string): string => (isSlackUser(id) ? `<@${id}>` : inline(id, 80));

export const isSlackUser = (id: string): boolean => /^[UW][A-Z0-9]{1,20}$/.test(id);

/** What rings: a person, a user group or a whole channel. Anything else is a name and rings nowhere. */
export function mentionOf(id: string): string {
  if (id === 'here' || id === 'channel') return `<!${id}>`;
  return /^S[A-Z0-9]{1,20}$/.test(id) ? `<!subteam^${id}>` : personInWords(id);
}
