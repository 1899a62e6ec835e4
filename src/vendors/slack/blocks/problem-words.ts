/**
 * What is wrong with a page, as it continues "the page …" and "the page … since 9:10". Keyed by the name of the
 * problem; a monitor whose problem has no words here does not fit `MonitorStatus`, so a new one needs its words.
 */
const words = {
  unreachable: ['cannot be reached', 'has been out of reach'],
  timeout: ['answers too slowly', 'has answered too slowly'],
  bad_certificate: ['has a bad security certificate', 'has had a bad security certificate'],
  server_error: ['answers with a server error', 'has answered with a server error'],
  rate_limited: ['asks Lookout to come less often', 'has asked Lookout to come less often'],
  forbidden: ['refuses Lookout', 'has refused Lookout'],
  gone: ['is gone', 'has been gone'],
  bot_check: ['answers with a bot check', 'has answered with a bot check'],
  login: ['asks for a login', 'has asked for a login'],
  consent: ['shows only a consent dialog', 'has shown only a consent dialog'],
  maintenance: ['is under maintenance', 'has been under maintenance'],
  empty: ['is empty', 'has been empty'],
  needs_browser: ['needs a browser to be read', 'has needed a browser to be read'],
  layout_changed: ['has lost most of its content', 'has lacked most of its content'],
  other_page: ['shows another page', 'has shown another page'],
  other_language: ['answers in another language', 'has answered in another language'],
  redirected_home: ['leads to another page', 'has led to another page'],
  too_large: ['is too large to read', 'has been too large to read'],
  unsupported: ['is of a kind that cannot be read', 'has been of a kind that cannot be read'],
  robots_refused: ['does not want robots (robots.txt)', 'has refused robots (robots.txt)'],
  egress_refused: ['has an address Lookout may not visit', 'has had an address Lookout may not visit'],
} as const satisfies Record<string, readonly [now: string, since: string]>;

export type ProblemName = keyof typeof words;

export const problemInWords = (problem: ProblemName): string => words[problem][0];
export const problemSinceInWords = (problem: ProblemName): string => words[problem][1];
