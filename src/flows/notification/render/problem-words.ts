import type { HealthProblem } from '../../../contracts/blocks.ts';

/** What is wrong with a page, as it continues "the page …" and "the page … since 9:10". Total: a new problem needs its words. */
const words: Record<HealthProblem, readonly [now: string, since: string]> = {
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
  redirected_home: ['leads to another page', 'has led to another page'],
  too_large: ['is too large to read', 'has been too large to read'],
  unsupported: ['is of a kind that cannot be read', 'has been of a kind that cannot be read'],
  robots_refused: ['does not want robots (robots.txt)', 'has refused robots (robots.txt)'],
  egress_refused: ['has an address Lookout may not visit', 'has had an address Lookout may not visit'],
};

export const problemInWords = (problem: HealthProblem): string => words[problem][0];
export const problemSinceInWords = (problem: HealthProblem): string => words[problem][1];
