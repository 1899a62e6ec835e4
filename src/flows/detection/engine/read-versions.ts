import type { Found } from './read-money.ts';

/** Systems and tools whose bare number is a version: "iOS 17.4", "Node 22", "PostgreSQL 16.2". */
const platforms =
  'iOS|iPadOS|macOS|OS X|watchOS|tvOS|visionOS|Android|Windows(?: Server)?|Ubuntu|Debian|Fedora|RHEL|Alpine|Linux|kernel|Node(?:\\.js)?|Deno|Bun|Python|PHP|Java|JDK|Ruby|Rails|Go|Rust|Kotlin|Swift|Scala|Perl|Xcode|\\.NET|TypeScript|React|Vue|Angular|Django|PostgreSQL|Postgres|MySQL|MariaDB|SQLite|Redis|MongoDB|Kubernetes|Docker|Chrome|Firefox|Safari|Edge|CUDA|OpenSSL';
const tail = '(?:-[0-9A-Za-z.]+)?';

const patterns = [
  // "v3", "version 2.1", "release 12.0-rc.1"
  new RegExp(
    `(?<![\\p{L}\\d.])(?:v|version\\s|release\\s|ver\\.\\s?|バージョン\\s?|版本\\s?)(\\d+(?:\\.\\d+){0,3}${tail})(?![\\p{L}\\d])`,
    'giu',
  ),
  // semver and longer: "4.2.1", "1.2.3-beta.1"
  new RegExp(`(?<![\\p{L}\\d.])(\\d+\\.\\d+\\.\\d+(?:\\.\\d+)?${tail})(?![\\p{L}\\d])`, 'gu'),
  new RegExp(`(?<![\\p{L}\\d])(?:${platforms})\\s(\\d+(?:\\.\\d+){0,2})(?![\\d%])`, 'gu'),
  // calendar versions: "2026.04", "26.04 LTS"
  /(?<![\p{L}\d.,])(20\d{2}\.(?:0?[1-9]|1[0-2])(?:\.\d+)?)(?![\d,.%]|\s?\p{Sc})/gu,
  /(?<![\p{L}\d.,])(\d{2}\.(?:0[1-9]|1[0-2]))(?=\sLTS\b)/gu,
];

/** Passed by every version and by few other texts. */
const mayHoldVersion = /\d\.\d|(?<!\p{L})v\d|version|release|ver\.|バージョン|版本/iu;
const mayHoldPlatform = new RegExp(`(?:${platforms})\\s\\d`, 'u');

/** Every version in a text, as printed without its "v" or the name before it. */
export function readVersions(text: string): Found[] {
  if (!mayHoldVersion.test(text) && !mayHoldPlatform.test(text)) return [];
  const found: Found[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ kind: 'version', raw: match[0], value: match[1] ?? '', start, end });
    }
  }
  return found;
}
