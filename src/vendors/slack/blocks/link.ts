import { escapeMrkdwn } from '../../../kit/text.ts';
import { inline } from './text.ts';

/**
 * A link to something that was made in a connected workspace. What is no plain web address is shown as words: an
 * address from outside cannot become markup.
 */
export const linkTo = (url: string, label: string, max = 80): string =>
  /^https?:\/\/[^\s|<>]+$/.test(url)
    ? `<${escapeMrkdwn(url)}|${inline(label.replaceAll('|', '/'), max)}>`
    : inline(label, max);
