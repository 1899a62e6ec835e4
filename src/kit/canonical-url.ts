/** Parameters that say where a reader came from, never what a page shows. */
const trackingParameter =
  /^(?:utm_[a-z_]+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|_ga|_gl|ref_src|s_cid|li_fat_id)$/i;
const maxLength = 2_000;

/**
 * The one way an address is written, so that one page is one source: lower-case host, no default port, no
 * tracking parameters, no fragment unless an application routes by it ("#/", "#!"). What a server may tell
 * apart (scheme, path, trailing slash, order of parameters) is left alone. Null when the text is not an
 * http(s) address or is longer than 2,000 characters.
 */
export function canonicalUrl(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > maxLength || !URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (!/^#(?:!|\/)/.test(url.hash)) url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !trackingParameter.test(pair.split('=')[0] ?? ''));
  // Written back as it stood: re-encoding could turn it into another address.
  url.search = kept.join('&');
  return url.href;
}

/** For people: the address without scheme, "www." and a final slash. */
export function shortUrl(url: string): string {
  return url
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '');
}

/** Whether an address names a whole site: no path, no query. */
export function isFrontPage(url: string): boolean {
  const { pathname, search, hash } = new URL(url);
  return pathname === '/' && search === '' && hash === '';
}
