import type { HealthProblem } from '../../../contracts/blocks.ts';

/** What is wrong with a page, as it continues "the page …". Total: a new problem needs its words. */
const words: Record<HealthProblem, string> = {
  unreachable: 'cannot be reached',
  timeout: 'answers too slowly',
  bad_certificate: 'has a bad security certificate',
  server_error: 'answers with a server error',
  rate_limited: 'asks Lookout to come less often',
  forbidden: 'refuses Lookout',
  gone: 'is gone',
  bot_check: 'answers with a bot check',
  login: 'asks for a login',
  consent: 'shows only a consent dialog',
  maintenance: 'is under maintenance',
  empty: 'is empty',
  needs_browser: 'needs a browser to be read',
  layout_changed: 'has lost most of its content',
  redirected_home: 'leads to another page',
  too_large: 'is too large to read',
  unsupported: 'is of a kind that cannot be read',
  robots_refused: 'does not want robots (robots.txt)',
  egress_refused: 'has an address Lookout may not visit',
};

export const problemInWords = (problem: HealthProblem): string => words[problem];
