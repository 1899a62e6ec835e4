export const siteModes = [
  'ok',
  '429',
  '500',
  'bot_wall',
  'empty',
  'slow',
  'redirect_private',
  'login',
  'gone',
] as const;
export type SiteMode = (typeof siteModes)[number];

export interface SitePage {
  path: string;
  title: string;
  kind: 'html' | 'feed' | 'json' | 'pdf' | 'status';
  /** Editable source. For a PDF its lines of text; `{{csrf}}`, `{{testimonial}}` and `{{base}}` are filled in when served. */
  content: string;
  mode: SiteMode;
  hits: number;
  modifiedAt: Date;
}
