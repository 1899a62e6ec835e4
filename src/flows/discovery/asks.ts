/** What kind of thing a request is about: decides where to look, which value to read and how often. */
export type Ask =
  | 'price'
  | 'availability'
  | 'status'
  | 'release'
  | 'jobs'
  | 'wording'
  | 'news'
  | 'events'
  | 'page';

export interface AskTraits {
  /** Words of a request that say it. Tried in the order of the table. */
  pattern: RegExp;
  /** What is measured, added to the subject for a condition's field. */
  noun: string;
  /** Where sites keep it. */
  paths: readonly string[];
  /** Words in a link or address that lead to it. */
  linkWords: readonly string[];
  /** How often it is worth looking, in minutes. */
  minutes: number;
}

export const asks: Record<Ask, AskTraits> = {
  price: {
    pattern:
      /\b(?:prices?|pricing|priced|costs?|cheaper|expensive|discount(?:ed|s)?|fees?|rates?|tariffs?|on sale|\$\d|per (?:month|seat|token))\b|[$€£]\s?\d|\d\s?(?:€|usd|eur|gbp|dollars|euros)/i,
    noun: 'price',
    paths: ['/pricing', '/plans', '/price', '/prices', '/api/pricing', '/buy'],
    linkWords: [
      'pricing',
      'price',
      'prices',
      'plans',
      'plan',
      'cost',
      'fees',
      'rates',
      'buy',
      'shop',
      'upgrade',
    ],
    minutes: 30,
  },
  status: {
    pattern:
      /\b(?:outages?|incidents?|status page|status of|status|downtime|is down|goes down|operational|degraded|uptime)\b/i,
    noun: 'status',
    paths: ['/status', '/health', '/incidents'],
    linkWords: ['status', 'incidents', 'uptime', 'health'],
    minutes: 5,
  },
  jobs: {
    pattern:
      /\b(?:jobs?|careers?|hiring|vacanc(?:y|ies)|open positions?|openings|(?:job|an?) opening (?:for|as|in|at)|roles?|internships?)\b/i,
    noun: 'open positions',
    paths: ['/careers', '/jobs', '/careers/jobs', '/about/careers', '/join-us'],
    linkWords: ['careers', 'jobs', 'job', 'hiring', 'openings', 'positions', 'vacancies', 'join'],
    minutes: 60,
  },
  availability: {
    pattern:
      /\b(?:in stock|out of stock|restock(?:ed|s)?|sold out|availab(?:le|ility)|unavailable|tickets?|appointments?|slots?|pre-?orders?)\b/i,
    noun: 'availability',
    paths: ['/tickets', '/shop', '/store', '/products'],
    linkWords: [
      'tickets',
      'ticket',
      'shop',
      'store',
      'buy',
      'availability',
      'appointments',
      'booking',
      'product',
      'products',
    ],
    minutes: 10,
  },
  release: {
    pattern:
      /\b(?:releases?|released|versions?|changelogs?|release notes|new features?|ships?|launch(?:es|ed)?|patch(?:es)?|updates? to)\b/i,
    noun: 'version',
    paths: ['/changelog', '/releases', '/release-notes', '/whats-new', '/blog', '/docs/changelog'],
    linkWords: [
      'changelog',
      'releases',
      'release',
      'notes',
      'new',
      'updates',
      'download',
      'downloads',
      'version',
      'versions',
    ],
    minutes: 30,
  },
  wording: {
    pattern:
      /\b(?:terms|privacy|polic(?:y|ies)|wording|conditions|licen[cs]e|legal|agreement|tos|guidelines|regulations?|clauses?)\b/i,
    noun: 'wording',
    paths: ['/terms', '/privacy', '/legal', '/legal/terms', '/terms-of-service', '/privacy-policy'],
    linkWords: ['terms', 'privacy', 'policy', 'legal', 'conditions', 'license', 'agreement', 'tos'],
    minutes: 1_440,
  },
  events: {
    pattern:
      /\b(?:events?|concerts?|conferences?|webinars?|meetups?|tour|dates?|deadlines?|schedule|timetable|agenda)\b/i,
    noun: 'date',
    paths: ['/events', '/schedule', '/tour', '/dates', '/calendar'],
    linkWords: ['events', 'event', 'schedule', 'tour', 'dates', 'calendar', 'agenda', 'deadlines'],
    minutes: 120,
  },
  news: {
    pattern:
      /\b(?:news|blog|posts?|articles?|announce(?:s|d|ments?)?|press|publish(?:es|ed)?|newsletter|papers?|episodes?|writes?)\b/i,
    noun: 'entries',
    paths: ['/blog', '/news', '/press', '/feed', '/rss.xml', '/announcements'],
    linkWords: ['blog', 'news', 'press', 'announcements', 'newsroom', 'articles', 'feed', 'rss', 'insights'],
    minutes: 15,
  },
  page: { pattern: /$^/, noun: '', paths: [], linkWords: [], minutes: 30 },
};

/** The kind a request is about; "page" when it names none. */
export const askOf = (words: string): Ask =>
  (Object.keys(asks) as Ask[]).find((ask) => asks[ask].pattern.test(words)) ?? 'page';
