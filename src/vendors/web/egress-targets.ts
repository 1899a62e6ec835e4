import type { Lookup } from './resolve-host.ts';

/** An address nobody may be led to, for the tests of every way out (rule E6). */
export interface HostileTarget {
  what: string;
  url: string;
  /** What DNS says about the host, when it is a name. */
  answers?: readonly string[];
}

const literal = (what: string, ...hosts: string[]): HostileTarget[] =>
  hosts.map((host) => ({ what: `${what} ${host}`, url: `http://${host}/` }));
const named = (what: string, host: string, ...answers: string[]): HostileTarget => ({
  what: `a name that resolves to ${what}`,
  url: `http://${host}.test/`,
  answers,
});

const writtenOddly: HostileTarget[] = [
  ...literal('decimal IPv4', '2130706433', '3232235777', '134744072'),
  ...literal('hexadecimal IPv4', '0x7f000001', '0x7f.0.0.1', '0xA9FEA9FE'),
  ...literal('octal IPv4', '0177.0.0.1', '017700000001', '0300.0250.0.1'),
  ...literal('short IPv4', '127.1', '10.1', '192.168.1', '0'),
  ...literal('percent-encoded IPv4', '%31%32%37.0.0.1'),
  ...literal('full-width IPv4', '１２７.０.０.１', '127。0。0。1'),
  ...literal('IPv4 with a trailing dot', '127.0.0.1.'),
  { what: 'a user name', url: 'http://public.test@127.0.0.1/' },
  { what: 'a user name before a public host', url: 'http://admin:pass@8.8.8.8/' },
  { what: 'an empty user name', url: 'http://@8.8.8.8/' },
  { what: 'a backslash before the host', url: 'http:\\\\127.0.0.1/' },
  { what: 'a backslash after the host', url: 'http://8.8.8.8\\@127.0.0.1/' },
  { what: 'a line feed', url: 'http://8.8.8.8/\nHost: internal' },
  { what: 'a tab inside the scheme', url: 'ht\ttp://127.0.0.1/' },
  { what: 'a null', url: 'http://8.8.8.8/\u0000' },
  { what: 'a file', url: 'file:///etc/passwd' },
  { what: 'gopher', url: 'gopher://8.8.8.8/' },
  { what: 'ftp', url: 'ftp://8.8.8.8/' },
  { what: 'data', url: 'data:text/html,hello' },
  { what: 'javascript', url: 'javascript:alert(1)' },
  { what: 'a scheme without a host', url: 'http:127.0.0.1' },
  { what: 'three slashes', url: 'http:///127.0.0.1/' },
  { what: 'no scheme', url: '//127.0.0.1/' },
  { what: 'nothing', url: '' },
];

const specialIpv4 = [
  ...literal('this network', '0.0.0.0', '0.1.2.3'),
  ...literal('private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1'),
  ...literal('carrier', '100.64.0.1', '100.100.100.200', '100.127.255.255'),
  ...literal('loopback', '127.0.0.1', '127.255.255.254'),
  ...literal('link-local metadata', '169.254.169.254'),
  ...literal('protocol assignments', '192.0.0.1', '192.0.0.8', '192.0.0.170', '192.0.0.192'),
  ...literal('documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1'),
  ...literal('AS112', '192.31.196.1', '192.175.48.1'),
  ...literal('AMT', '192.52.193.1'),
  ...literal('6to4 relay', '192.88.99.1'),
  ...literal('benchmarking', '198.18.0.1', '198.19.255.255'),
  ...literal('multicast', '224.0.0.1', '239.255.255.255'),
  ...literal('reserved', '240.0.0.1', '255.255.255.255'),
  ...literal('cloud platform', '168.63.129.16'),
];

const specialIpv6 = [
  ...literal('unspecified', '[::]'),
  ...literal('loopback', '[::1]'),
  ...literal('v4-mapped', '[::ffff:127.0.0.1]', '[::ffff:8.8.8.8]', '[::ffff:0:127.0.0.1]'),
  ...literal('v4-compatible', '[::127.0.0.1]'),
  ...literal('NAT64', '[64:ff9b::7f00:1]', '[64:ff9b::808:808]', '[64:ff9b:1::1]'),
  ...literal('discard', '[100::1]', '[100:0:0:1::1]'),
  ...literal('Teredo', '[2001::1]', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]'),
  ...literal('protocol assignments', '[2001:1::1]', '[2001:2::1]', '[2001:3::1]', '[2001:4:112::1]'),
  ...literal('ORCHID', '[2001:10::1]', '[2001:20::1]', '[2001:30::1]', '[2001:1ff::1]'),
  ...literal('documentation', '[2001:db8::1]', '[3fff::1]', '[3fff:fff:ffff::1]'),
  ...literal('6to4', '[2002:7f00:1::]', '[2002:808:808::1]'),
  ...literal('AS112', '[2620:4f:8000::1]'),
  ...literal('segment routing', '[5f00::1]'),
  ...literal('unique local', '[fc00::1]', '[fd00:ec2::254]'),
  ...literal('link-local', '[fe80::1]'),
  ...literal('site-local', '[fec0::1]'),
  ...literal('multicast', '[ff02::1]'),
  ...literal('unassigned', '[4000::1]', '[e000::1]'),
];

const hostileNames = [
  named('loopback', 'loopback', '127.0.0.1'),
  named('loopback over IPv6', 'loopback6', '::1'),
  named('a private network', 'intranet', '10.1.2.3'),
  named('cloud metadata', 'metadata', '169.254.169.254'),
  named('a v4-mapped address', 'mapped', '::ffff:10.0.0.1'),
  named('NAT64', 'nat64', '64:ff9b::a00:1'),
  named('link-local with a zone', 'zone', 'fe80::1%eth0'),
  named('a public and a private address', 'mixed', '93.184.215.14', '192.168.1.1'),
  named('a public IPv4 and a private IPv6 address', 'mixed6', '93.184.215.14', 'fd00::1'),
  named('something that is not an address', 'garbage', 'not-an-address'),
];

/** Every one of these must be refused with egress_refused, by every way out, also behind a redirect. */
export const hostileTargets: readonly HostileTarget[] = [
  ...writtenOddly,
  ...specialIpv4,
  ...specialIpv6,
  ...hostileNames,
];

/** Addresses the rules must leave open. */
export const publicAddresses = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.215.14',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.0.1.1',
  '198.17.255.255',
  '198.20.0.1',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2001:4860:4860::8888',
  '2a00:1450:4001:81b::200e',
  '3ffe::1',
];

/** DNS as the table has it; any other name is unknown. */
export const hostileLookup: Lookup = async (host) => {
  const target = hostileTargets.find(({ url, answers }) => answers && new URL(url).hostname === host);
  return (target?.answers ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};
