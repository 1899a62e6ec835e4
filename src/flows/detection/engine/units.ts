/** Ways to print a unit, to the one name it is compared by. */
const spellings: Record<string, string> = {};
const define = (name: string, printed: string) => {
  for (const form of printed.split(' ')) spellings[form] = name;
};
define('second', 's sec secs second seconds sekunde sekunden seconde secondes 秒');
define('minute', 'min mins minute minutes minuten 分');
define('hour', 'h hr hrs hour hours stunde stunden std heure heures 時間');
define('day', 'd day days tag tage tagen jour jours día días 日間 天');
define('week', 'wk wks week weeks woche wochen semaine semaines 週間');
define(
  'month',
  'mo mos month months monat monate monaten mois mes meses monthly monatlich か月 ヶ月 個月 月',
);
define('year', 'yr yrs year years jahr jahre jahren an ans année años año annum yearly annually 年');
define('user', 'user users seat seats member members nutzer person people host');
define('token', 'token tokens');
define('request', 'request requests call calls query queries');
define('byte', 'byte bytes');
for (const unit of [
  'kB',
  'KB',
  'MB',
  'GB',
  'TB',
  'PB',
  'KiB',
  'MiB',
  'GiB',
  'TiB',
  'kg',
  'g',
  'mg',
  'lb',
  'lbs',
  'oz',
  't',
  'km',
  'm',
  'cm',
  'mm',
  'mi',
  'ft',
  'inch',
  'inches',
  'l',
  'ml',
  'kW',
  'kWh',
  'W',
  'Wh',
  'mAh',
  'V',
  'Hz',
  'kHz',
  'MHz',
  'GHz',
  'ms',
  'px',
  'dpi',
  'Mbps',
  'Gbps',
  '°C',
  '°F',
  'm²',
  'ha',
  'cal',
  'kcal',
]) {
  spellings[unit] = unit;
}

const unitWord = /^(\p{L}+[²³]?|°[CF])(?!\p{L})/u;
const perUnit =
  /^\s?(?:\/|per\b|pro\b|par\b|je\b|por\b|an?\b|each\b)\s?((?:\d[\d.,]*\s?[kKM]?\s?)?)(\p{L}+)/u;
const bareUnit = /^[\s-]?(\p{L}+[²³]?|°[CF])(?!\p{L})/u;
const cjkUnit = /^\s?(秒|分|時間|日間|天|週間|か月|ヶ月|個月|月|年)/u;

export interface Unit {
  /** What an amount counts: "day", "GB". */
  unit?: string;
  /** What an amount is for each of: "month", "1M token". */
  per?: string;
  /** Characters of the rest that belong to the unit. */
  length: number;
}

/** Reads the unit a text begins with, right after a number. Unknown words are not units. */
export function readUnit(rest: string): Unit {
  const per = perUnit.exec(rest);
  if (per) {
    const name = nameOf(per[2] ?? '');
    if (name)
      return {
        per: `${(per[1] ?? '').replace(/\s/g, '')}${per[1] ? ' ' : ''}${name}`,
        length: per[0].length,
      };
  }
  const cjk = cjkUnit.exec(rest);
  if (cjk) return { unit: nameOf(cjk[1] ?? '') ?? cjk[1], length: cjk[0].length };
  const bare = bareUnit.exec(rest);
  const name = bare && nameOf(bare[1] ?? '');
  return name ? { unit: name, length: bare[0].length } : { length: 0 };
}

/** The one name of a unit however it is printed, or undefined. Symbols are case-sensitive, words are not. */
export function nameOf(printed: string): string | undefined {
  if (!unitWord.test(printed) && !cjkUnit.test(printed)) return undefined;
  return spellings[printed] ?? (printed.length > 1 ? spellings[printed.toLowerCase()] : undefined);
}
