import ipaddr from 'ipaddr.js';

/**
 * IPv4 blocks a web page never lives in: IANA's special-purpose registry (RFC 6890 and its updates,
 * also the few entries it calls globally reachable, which serve protocols and not pages), multicast,
 * and Azure's wire server, a public address that answers only from inside a machine there.
 */
const refusedIpv4: readonly (readonly [cidr: string, what: string])[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared by a carrier'],
  ['127.0.0.0/8', 'loopback'],
  ['168.63.129.16/32', 'cloud platform'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'protocol assignments'],
  ['192.0.2.0/24', 'documentation'],
  ['192.31.196.0/24', 'AS112'],
  ['192.52.193.0/24', 'multicast tunnelling'],
  ['192.88.99.0/24', '6to4 relay'],
  ['192.168.0.0/16', 'private'],
  ['192.175.48.0/24', 'AS112'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
];

/**
 * IPv6 is decided the other way round: only 2000::/3 is global unicast, so loopback, v4-mapped, NAT64,
 * unique-local, link-local, multicast and whatever is assigned later are refused by not being in it.
 * These are the special blocks inside it.
 */
const refusedInsideGlobalIpv6: readonly (readonly [cidr: string, what: string])[] = [
  ['2001::/23', 'protocol assignments (Teredo, benchmarking, ORCHID)'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', '6to4'],
  ['2620:4f:8000::/48', 'AS112'],
  ['3fff::/20', 'documentation'],
];

const ipv4Blocks = refusedIpv4.map(([cidr, what]) => ({ block: ipaddr.IPv4.parseCIDR(cidr), what }));
const ipv6Blocks = refusedInsideGlobalIpv6.map(([cidr, what]) => ({
  block: ipaddr.IPv6.parseCIDR(cidr),
  what,
}));
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Why an address may not be connected to, in a few words, or undefined when it is globally reachable
 * unicast. What does not read as a plain address is refused too.
 */
export function whyAddressRefused(address: string): string | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    const parsed = ipaddr.IPv4.parse(address);
    return ipv4Blocks.find(({ block }) => parsed.match(block))?.what;
  }
  if (!ipaddr.IPv6.isValid(address)) return 'not an address';
  const parsed = ipaddr.IPv6.parse(address);
  if (!parsed.match(globalIpv6)) return 'not global unicast';
  return ipv6Blocks.find(({ block }) => parsed.match(block))?.what;
}

/** The address a URL's host names directly ("[::1]" -> "::1"), or undefined when it is a name. */
export function addressInHost(hostname: string): string | undefined {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return ipaddr.IPv4.isValidFourPartDecimal(hostname) ? hostname : undefined;
}
