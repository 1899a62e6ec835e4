import { IANAZone } from 'luxon';

/** Whether the text names a zone this machine knows ("Europe/Berlin", "UTC"). */
export const isTimeZone = (zone: string): boolean => IANAZone.isValidZone(zone);

/** Abbreviations people write for the zone they live in, daylight saving included. */
const abbreviations: Record<string, string> = {
  utc: 'UTC',
  gmt: 'UTC',
  bst: 'Europe/London',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  jst: 'Asia/Tokyo',
};

let cities: Map<string, string> | undefined;

/** City part of every zone ("berlin", "new york") to the zone, made on first use. */
function zoneOfCity(city: string): string | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      zone
        .slice(zone.lastIndexOf('/') + 1)
        .replaceAll('_', ' ')
        .toLowerCase(),
      zone,
    ]),
  );
  return cities.get(city);
}

/**
 * Reads the zone a text begins with: "Europe/Berlin", "CET", "Berlin time", "(UTC)".
 * Answers the zone and how many characters it took, or null.
 */
export function readZone(text: string): { zone: string; length: number } | null {
  const iana = /^\s*\(?\s*([A-Za-z]+(?:\/[A-Za-z0-9_+-]+){1,2})\)?/.exec(text);
  if (iana?.[1] && isTimeZone(iana[1])) return { zone: canonical(iana[1]), length: iana[0].length };
  const words = /^\s*,?\s*\(?\s*([A-Za-z]+(?: [A-Za-z]+)?)\)?(?:'s)?( time)?\b/.exec(text);
  for (const name of [words?.[1], words?.[1]?.split(' ')[0]]) {
    if (!words || !name) continue;
    const zone = abbreviations[name.toLowerCase()] ?? zoneOfCity(name.toLowerCase());
    const after = /^(?:\)|'s)*(?: time\b)?/.exec(text.slice(text.indexOf(name) + name.length));
    if (zone) return { zone, length: text.indexOf(name) + name.length + (after?.[0].length ?? 0) };
  }
  return null;
}

const canonical = (zone: string): string =>
  Intl.supportedValuesOf('timeZone').find((known) => known.toLowerCase() === zone.toLowerCase()) ?? zone;
