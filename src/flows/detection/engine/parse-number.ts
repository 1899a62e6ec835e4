/** A printed number: digits with separators ("1,234.56", "1.234,56", "1 234,56", "1'234.50", "0.90"). */
export const numberPattern =
  "\\d{1,3}(?:[ '\\u00A0\\u202F]\\d{3})+(?:[.,]\\d{1,6})?(?!\\d)|\\d+(?:[.,]\\d+)*";

/**
 * What must not stand right before a number that is read: a letter or digit. Scripts without spaces write a number
 * right after a word.
 */
export const notInWord = (more = ''): string =>
  `(?<!(?![\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー])[\\p{L}\\d.,${more}])`;

const zeros = [0x660, 0x6f0, 0x966];

/** Arabic, Persian and Hindi digits as 0 to 9, letter for letter, so that positions stay. */
export const asciiDigits = (text: string): string =>
  /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u066B\u066C]/.test(text)
    ? text
        .replace(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/g, (digit) => {
          const code = digit.charCodeAt(0);
          return String(code - (zeros.findLast((zero) => zero <= code) ?? code));
        })
        .replace(/\u066B/g, '.')
        .replace(/\u066C/g, ',')
    : text;

const scales: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  tsd: 1e3,
  m: 1e6,
  mn: 1e6,
  mm: 1e6,
  mio: 1e6,
  million: 1e6,
  millionen: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
  billion: 1e9,
  milliarden: 1e9,
  milliards: 1e9,
  t: 1e12,
  trillion: 1e12,
  千: 1e3,
  万: 1e4,
  億: 1e8,
  亿: 1e8,
};

/** Suffixes that multiply an amount, for a case-insensitive pattern; longest first. */
export const scalePattern =
  '(?:thousand|millionen|millions?|milliarden|milliards|billion|trillion|tsd|mio|mrd|bn|mn|[km](?![\\p{L}²³])|b(?!\\p{L})|[千万億亿])';

/**
 * The value of a printed number. The last of two different separators is the decimal one; a single separator
 * before exactly three digits groups thousands when it is a comma, or a point in a currency that writes it so.
 */
export function parseNumber(
  printed: string,
  options: { pointGroups?: boolean; scale?: string } = {},
): number {
  const digits = printed.replace(/[ '\u00A0\u202F]/g, '');
  const point = digits.lastIndexOf('.');
  const comma = digits.lastIndexOf(',');
  let plain: string;
  if (point >= 0 && comma >= 0) {
    const decimal = Math.max(point, comma);
    plain = `${digits.slice(0, decimal).replace(/[.,]/g, '')}.${digits.slice(decimal + 1)}`;
  } else if (point < 0 && comma < 0) {
    plain = digits;
  } else {
    const separator = comma >= 0 ? ',' : '.';
    const parts = digits.split(separator);
    const grouped = parts.slice(1).every((part) => part.length === 3) && parts[0] !== '0';
    const groups = grouped && (parts.length > 2 || separator === ',' || options.pointGroups === true);
    plain = groups ? parts.join('') : `${parts.slice(0, -1).join('')}.${parts.at(-1)}`;
  }
  const scale = options.scale ? (scales[options.scale.toLowerCase().replace('.', '')] ?? 1) : 1;
  return Number((Number(plain) * scale).toPrecision(15));
}
