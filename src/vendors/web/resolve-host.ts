import { lookup as systemLookup } from 'node:dns/promises';
import { LookoutError } from '../../kit/errors.ts';
import { whyAddressRefused } from './address-rules.ts';
import { refuseTarget } from './check-url.ts';

export interface ResolvedAddress {
  address: string;
  /** 4 or 6. */
  family: number;
}

/** Every A and AAAA answer for a name. */
export type Lookup = (host: string) => Promise<ResolvedAddress[]>;

export const lookupBySystem: Lookup = (host) => systemLookup(host, { all: true });

/**
 * The addresses of a name, all of them public (rule E2): one private answer among public ones refuses
 * the name, so does an empty answer. Throws egress_refused, or unreachable when the name is not known.
 */
export async function resolvePublic(host: string, lookup: Lookup): Promise<ResolvedAddress[]> {
  const answers = await resolveAny(host, lookup);
  for (const { address } of answers) {
    const why = whyAddressRefused(address);
    if (why) throw refuseTarget(host, why);
  }
  return answers;
}

/** The addresses of a name that was opened by the allow list. Throws unreachable. */
export async function resolveAny(host: string, lookup: Lookup): Promise<ResolvedAddress[]> {
  let answers: ResolvedAddress[];
  try {
    answers = await lookup(host);
  } catch (cause) {
    throw unknownName(host, cause);
  }
  if (answers.length === 0) throw unknownName(host);
  return answers;
}

function unknownName(host: string, cause?: unknown): LookoutError {
  return new LookoutError('unreachable', `no address for ${host}`, {
    humanMessage: `There is no site at ${host}: its name has no address right now.`,
    cause,
    fields: { host },
  });
}
