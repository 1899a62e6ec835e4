import * as z from 'zod';

/**
 * One piece of a page's text, as a person would point at it.
 * `path` holds the headings above it, outermost first. For a table cell `label` is "row › column",
 * for a key-value pair the key, for JSON the address of the value (`$.plans[2].price`), for a feed
 * entry the entry's id, for a PDF line the page ("p. 3").
 */
export const Block = z.object({
  kind: z.enum(['heading', 'text', 'item', 'cell', 'pair', 'code']),
  path: z.array(z.string()),
  label: z.string().optional(),
  text: z.string(),
  href: z.string().optional(),
  /** True for the page's furniture: menus, banners, footers, consent dialogs. Kept, but never alerted on alone. */
  furniture: z.boolean().optional(),
});
export type Block = z.infer<typeof Block>;

export const PageKind = z.enum(['html', 'feed', 'json', 'pdf', 'text']);
export type PageKind = z.infer<typeof PageKind>;

/** What an extractor reads out of one good snapshot. Derived data: a better extractor makes a new one silently. */
export const Extraction = z.object({
  kind: PageKind,
  title: z.string(),
  language: z.string().optional(),
  /** The address the page names as its own (canonical link), when it does. */
  canonicalUrl: z.string().optional(),
  blocks: z.array(Block),
  links: z.array(z.object({ url: z.string(), text: z.string() })),
  feeds: z.array(z.string()),
});
export type Extraction = z.infer<typeof Extraction>;

/** Why a fetch is not a good reading of the page. Such a fetch never touches the baseline. */
export const HealthProblem = z.enum([
  'unreachable',
  'timeout',
  'bad_certificate',
  'server_error',
  'rate_limited',
  'forbidden',
  'gone',
  'bot_check',
  'login',
  'consent',
  'maintenance',
  'empty',
  'needs_browser',
  'layout_changed',
  'other_page',
  'other_language',
  'redirected_home',
  'too_large',
  'unsupported',
  'robots_refused',
  'egress_refused',
]);
export type HealthProblem = z.infer<typeof HealthProblem>;
