/** Kinds of text that differ on every visit and are never news by themselves. */
const maskNames = [
  'email_obfuscation',
  'updated_line',
  'relative_time',
  'clock_time',
  'counter',
  'copyright_year',
  'build_number',
  'token',
  'cache_buster',
] as const;
export type MaskName = (typeof maskNames)[number];

const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|juni|juli|okt|dez|janv|févr|mars|avr|juin|juil|août|déc|ene|abr|ago|dic)[a-zûéä]*';
const calendarDate = `(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:T[\\d:.]+Z?)?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}|\\d{4}\\s?年\\s?\\d{1,2}\\s?月\\s?(?:\\d{1,2}\\s?日)?|\\d{1,2}(?:st|nd|rd|th|\\.)?\\s(?:of\\s|de\\s)?${month}\\.?,?(?:\\s(?:de\\s)?\\d{4})?|${month}\\.?\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s\\d{4})?|${month}\\.?\\s\\d{4})`;
const clock =
  '\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?:\\s?[ap]\\.?m\\.?)?(?:\\s?(?:utc|gmt|cet|cest|[ecmp][sd]?t|uhr)\\b)?';
const updatedWord =
  '(?:(?:this (?:page|document|article|policy) was )?(?:date )?(?:last|latest|most recently|recently)?\\s?(?:updated?|modified|revised|revision|reviewed|edited|refreshed|checked|generated)(?: date)?|zuletzt (?:aktualisiert|geändert|bearbeitet)|letzte (?:aktualisierung|änderung)|aktualisiert|stand|(?:date de )?dernière (?:mise à jour|modification)|mise? à jour|mis à jour|última (?:actualización|modificación|atualização)|actualizado|ultimo aggiornamento|最終更新日?|更新日時?|最后更新|更新时间)';
const agoUnit =
  '(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)';

/** Each mask's patterns run on folded text. A pattern with a group masks only the group. */
const patterns: Record<Exclude<MaskName, 'email_obfuscation'>, RegExp[]> = {
  updated_line: [
    new RegExp(
      `(?:^|[|·•(]\\s?)${updatedWord}\\s?(?:on|at|am|le|el|il)?\\s?[:\\-]?\\s?(?:\\w{3,9},\\s)?(${calendarDate}(?:,?\\s?(?:at|um|à|T)?\\s?${clock})?)\\s?(?=$|[|·•).])`,
      'giu',
    ),
  ],
  relative_time: [
    new RegExp(
      `\\b(?:(?:about|over|almost|less than|more than|around)\\s)?(?:an?|one|a few|few|\\d+)\\s?${agoUnit}\\s(?:and\\s\\d+\\s?${agoUnit}\\s)?ago\\b`,
      'giu',
    ),
    /\b(?:just now|moments? ago|a moment ago|seconds ago)\b/giu,
    /\bvor\s(?:etwa\s)?(?:einer?|einem|wenigen|\d+)\s(?:sekunden?|minuten?|std\.?|stunden?|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?)\b/giu,
    /\bil y a\s(?:environ\s)?(?:une?|quelques|\d+)\s(?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?)\b/giu,
    /\bhace\s(?:unos\s)?(?:una?|\d+)\s(?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?)\b/giu,
    /\d+\s?(?:秒|分|分钟|分鐘|時間|小时|小時|日|天|週間|周|か月|ヶ月|个月|年)前/gu,
  ],
  clock_time: [
    new RegExp(
      `(?:as of|current time|local time|server time|time now|it is now|retrieved(?: at)?|generated(?: at)?|now|stand|現在|時刻)\\s?:?\\s?(?:${calendarDate},?\\s)?(${clock})`,
      'giu',
    ),
    /(?<![\d:])\d{1,2}:\d{2}:\d{2}(?:\.\d+)?(?![\d:])/gu,
  ],
  counter: [
    /(?<![\p{Sc}\d.,])(\d[\d.,]*\s?[kKmMbB]?)\+?\s(?:(?:total|unique|monthly|page)\s)?(?:views?|likes?|upvotes?|votes?|shares?|comments?|replies|followers?|subscribers?|stars?|forks?|downloads?|reads|visits?|visitors?|claps|reactions?|plays|people (?:are )?(?:viewing|watching|looking)|(?:users? )?online(?: now)?|watching|viewing|aufrufe|vues|visualizaciones|visitas)\b/giu,
    /\b(?:views?|likes?|votes?|shares?|comments?|followers?|subscribers?|stars?|forks?|downloads?|visits?|visitors?|reads|aufrufe|vues)\s?[:(]\s?(\d[\d.,]*\s?[kKmM]?)\)?/giu,
    /(\d[\d.,]*[万億]?)\s?(?:回視聴|回再生|次观看|次播放|いいね)/gu,
  ],
  copyright_year: [
    /(?:©|\(c\)|copyright)\D{0,40}?((?:19|20)\d{2}(?:\s?-\s?(?:19|20)?\d{2})?)/giu,
    /\b((?:19|20)\d{2}(?:\s?-\s?(?:19|20)\d{2})?)\s?(?:©|\(c\))/giu,
  ],
  // Four parts, or a line of its own that says "build": what a deployment stamps. "Version 2.1.0" is a release.
  build_number: [
    /^\D{0,20}?\b(?:v|version|build)\.?\s?(\d+\.\d+\.\d+\.\d+)$/giu,
    /^build\s?(?:number)?\s?[:#]?\s?(\d[\w.-]*)$/giu,
  ],
  token: [
    // A whole line of one unspaced run of letters in both cases, digits and marks: an id or a font probe, no word.
    /^(?=\S*\d)(?=\S*\p{Ll}\S*\p{Lu})[^\s.@/:-]{14,}$/gu,
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu,
    /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{16,}\b/giu,
    /(?<![\w/+=-])(?=[\w/+=-]*\d)(?=[\w/+=-]*[a-z])(?=[\w/+=-]*[A-Z])[A-Za-z0-9_/+=-]{28,}(?![\w/+=-])/gu,
    /\b(?:csrf|xsrf|nonce|session|request|trace|ray|correlation)[\s_-]?(?:id|token)?\s?[:=#]\s?([\w-]{6,})/giu,
  ],
  cache_buster: [
    /[?&](?:v|ver|version|rev|cb|t|ts|_|hash|nocache|bust)=([\w.-]+)/giu,
    /(?<=[\w-][.-])((?=[0-9a-f]*\d)[0-9a-f]{6,20})(?=\.(?:js|css|png|jpe?g|svg|webp|woff2?)\b)/giu,
  ],
};

const emailAddress =
  /[\w.+-]+(?:@|\s?[[(](?:at|@)[\])]\s?)[\w-]+(?:(?:\.|\s?[[(](?:dot|\.)[\])]\s?)[\w-]+)+/giu;
const emailPlaceholder = /\[\s*e-?mail\s*(?:protected|geschützt|protégé)\s*\]/giu;
const spelledAddress = /[\w.+-]+\s?[[(](?:at|@)[\])]\s?[\w-]+(?:(?:\.|\s?[[(](?:dot|\.)[\])]\s?)[\w-]+)+/giu;

/** Cheap test that lets most blocks skip every pattern: no digit, no bracket, no "ago"/"now" word. */
const mayBeVolatile = /[\d[(©]|\bago\b|\bnow\b|vor ein|il y a|hace un/iu;

export interface Masked {
  text: string;
  masks: MaskName[];
  /** What each mask hid, in order. */
  found: Map<MaskName, string[]>;
}

/**
 * Replaces volatile parts of a folded text by `‹name›`. Prices, versions and dates inside sentences are left alone.
 * `everyEmail`: hide plain addresses too, for a pair where only one side is obfuscated.
 */
export function maskVolatile(
  folded: string,
  keep: ReadonlySet<MaskName> = new Set(),
  everyEmail = false,
): Masked {
  const found = new Map<MaskName, string[]>();
  if (!mayBeVolatile.test(folded) && !everyEmail) return { text: folded, masks: [], found };
  let text = folded;
  const hide = (name: MaskName, pattern: RegExp) => {
    text = text.replace(pattern, (whole: string, ...rest: unknown[]) => {
      const part = typeof rest[0] === 'string' ? rest[0] : whole;
      const hidden = found.get(name);
      if (hidden) hidden.push(part);
      else found.set(name, [part]);
      const at = whole.lastIndexOf(part);
      return `${whole.slice(0, at)}‹${name}›${whole.slice(at + part.length)}`;
    });
  };
  if (!keep.has('email_obfuscation')) {
    hide('email_obfuscation', emailPlaceholder);
    hide('email_obfuscation', everyEmail ? emailAddress : spelledAddress);
  }
  for (const name of maskNames) {
    if (name === 'email_obfuscation' || keep.has(name)) continue;
    for (const pattern of patterns[name]) hide(name, pattern);
  }
  return { text, masks: [...found.keys()], found };
}

/** Whether nothing but volatile text is in this block, so that its coming or going is no news. */
export function isOnlyVolatile(masked: Masked): MaskName | undefined {
  const [first] = masked.masks;
  if (!first) return undefined;
  const rest = masked.text.replace(/‹\w+›/g, '').replace(/[^\p{L}\p{N}]+/gu, '');
  const isUpdatedLine = masked.masks.includes('updated_line') && rest.length <= 60;
  if (isUpdatedLine) return 'updated_line';
  return rest.length <= 16 ? first : undefined;
}
