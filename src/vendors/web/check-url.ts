import { LookoutError } from '../../kit/errors.ts';
import { addressInHost, whyAddressRefused } from './address-rules.ts';
import type { AllowList } from './allow-list.ts';

/** Longer addresses are not pages; some servers stop at 8 KB, browsers at 2 MB. */
const maxUrlLength = 8192;
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const unsafeCharacters = /[\u0000-\u001F\u007F\\]/;
/** What stands between `//` and the path, if the text names a host of its own. */
const ownAuthority = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)/i;

/**
 * Rule E1: reads an address and refuses every form that two parsers could read differently.
 * The URL object returned is the one to connect with. `base` resolves a redirect's Location.
 * Throws egress_refused.
 */
export function checkUrl(address: string | URL, allow: AllowList, base?: URL): URL {
  const raw = typeof address === 'string' ? address.replace(/^ +| +$/g, '') : address.href;
  if (raw.length > maxUrlLength) throw refuseUrl(raw, 'the address is too long');
  if (unsafeCharacters.test(raw)) {
    throw refuseUrl(raw, 'the address has a backslash or control character in it');
  }
  const url = URL.parse(raw, base);
  if (!url) throw refuseUrl(raw, 'it is not a web address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refuseUrl(raw, 'only http and https addresses are opened');
  }
  if (url.username || url.password) throw refuseUrl(raw, 'the address carries a user name or password');
  checkAuthority(raw, url, base);
  const literal = addressInHost(url.hostname);
  const why = literal === undefined ? undefined : whyAddressRefused(literal);
  if (why && !allow(url)) throw refuseTarget(url.host, why);
  return url;
}

function checkAuthority(raw: string, url: URL, base: URL | undefined): void {
  const authority = ownAuthority.exec(raw)?.[1];
  if (authority === undefined) {
    if (url.host !== base?.host) throw refuseUrl(raw, 'it is not a whole web address');
    return;
  }
  if (authority.includes('@')) throw refuseUrl(raw, 'the address carries a user name or password');
  const written = authority.replace(/:\d*$/, '').toLowerCase();
  // Decimal, hex, octal, short, full-width and percent-encoded IPv4 all end up as a dotted quad that was not written.
  if (
    addressInHost(url.hostname) !== undefined &&
    !url.hostname.startsWith('[') &&
    written !== url.hostname
  ) {
    throw refuseUrl(raw, 'the network address is written in an unusual way');
  }
  if (written === '') throw refuseUrl(raw, 'it is not a whole web address');
}

function refuseUrl(raw: string, why: string): LookoutError {
  return new LookoutError('egress_refused', `refused address: ${why}`, {
    humanMessage: `Lookout will not open that address: ${why}.`,
    fields: { address: raw.slice(0, 200), why },
  });
}

/** The refusal of a host whose address is not on the public internet (rule E2). */
export function refuseTarget(host: string, why: string): LookoutError {
  return new LookoutError('egress_refused', `refused target ${host}: ${why} address`, {
    humanMessage: `Lookout will not open ${host}: it leads to an address that is not on the public internet (${why}). If this host is meant to be watched, whoever runs Lookout can add it to EGRESS_ALLOW.`,
    fields: { host, why },
  });
}
