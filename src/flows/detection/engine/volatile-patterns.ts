/** Kinds of text that differ on every visit and are never news by themselves. */
export const maskNames = [
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

export interface VolatilePattern {
  /** Runs on folded text. With a group only the group is volatile. */
  form: RegExp;
  /**
   * How many other words may stand in the same stretch of the line: a stamp stands nearly alone, while a sentence
   * that says the same words ("closed more than 30 days ago", "up to 5 downloads") is a term. Absent: any number.
   */
  aloneWith?: number;
  /** Words in that stretch that make it a term, whatever its length. */
  unless?: RegExp;
}

const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|juni|juli|okt|dez|janv|févr|mars|avr|juin|juil|août|déc|ene|abr|ago|dic)[a-zûéä]*';
const calendarDate = `(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:T[\\d:.]+(?:Z|[+-]\\d{2}:?\\d{2})?)?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}|\\d{4}\\s?年\\s?\\d{1,2}\\s?月\\s?(?:\\d{1,2}\\s?日)?|\\d{1,2}(?:st|nd|rd|th|\\.)?\\s(?:of\\s|de\\s)?${month}\\.?,?(?:\\s(?:de\\s)?\\d{4})?|${month}\\.?\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s\\d{4})?|${month}\\.?\\s\\d{4})`;
const zone = '(?:\\s?(?:utc|gmt|cet|cest|[ecmp][sd]?t|uhr)\\b)';
const clock = `\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?:\\s?[ap]\\.?m\\.?)?${zone}?`;
const updatedWord =
  '(?:(?:this (?:page|document|article|policy) was )?(?:date )?(?:last|latest|most recently|recently)?\\s?(?:updated?|modified|revised|revision|reviewed|edited|refreshed|checked|generated)(?: date)?|zuletzt (?:aktualisiert|geändert|bearbeitet)|letzte (?:aktualisierung|änderung)|aktualisiert|stand|(?:date de )?dernière (?:mise à jour|modification)|mise? à jour|mis à jour|última (?:actualización|modificación|atualização)|actualizado|ultimo aggiornamento|最終更新日?|更新日時?|最后更新|更新时间)';
const agoUnit =
  '(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)';
const counted =
  '(?:views?|likes?|upvotes?|votes?|shares?|comments?|replies|reviews?|ratings?|followers?|subscribers?|stars?|forks?|downloads?|reads|visits?|visitors?|claps|reactions?|plays|aufrufe|bewertungen|vues|avis|visualizaciones|visitas|opiniones|recensioni)';

/** Words of a condition: what they stand with is said by people, not stamped by a machine. */
const condition =
  /\b(?:if|than|least|most|within|later|earlier|before|after|older|newer|until|unless|who|which|whose|must|may|shall|not|every|falls|wenn|mindestens|höchstens|avant|après|moins|plus|menos|más)\b/iu;
const limit =
  /\b(?:up to|at least|at most|than|max\w*|min\w*|limit\w*|includ\w*|per|each|every|an? (?:second|minute|hour|day|week|month|year)|daily|weekly|monthly|free|first|next|allow\w*|require\w*|plans?|quota|additional|extra|left|remaining|own\w*|hold\w*|issued?|outstanding|common|preferred|bis zu|jusqu'à|hasta|par|pro|por)\b/iu;
const durable = /\b(?:sha-?\d*|md5|checksum|hash|fingerprint|commit|address|wallet|account|key)\b/iu;

const stamped = (form: RegExp): VolatilePattern => ({ form, aloneWith: 8, unless: condition });

export const volatilePatterns: Record<Exclude<MaskName, 'email_obfuscation'>, VolatilePattern[]> = {
  updated_line: [
    {
      form: new RegExp(
        `(?:^|[|·•(]\\s?)${updatedWord}\\s?(?:on|at|am|le|el|il)?\\s?[:\\-]?\\s?(?:\\w{3,9},\\s)?(${calendarDate}(?:,?\\s?(?:at|um|à|T)?\\s?${clock})?)\\s?(?=$|[|·•).])`,
        'giu',
      ),
    },
  ],
  relative_time: [
    stamped(
      new RegExp(
        `\\b(?:(?:about|over|almost|around|less than(?=\\san?\\sminute))\\s)?(?:an?|one|a few|few|\\d+)\\s?${agoUnit}\\s(?:and\\s\\d+\\s?${agoUnit}\\s)?ago\\b`,
        'giu',
      ),
    ),
    stamped(/\b(?:just now|moments? ago|a moment ago|seconds ago)\b/giu),
    stamped(
      /\bvor\s(?:etwa\s)?(?:einer?|einem|wenigen|\d+)\s(?:sekunden?|minuten?|std\.?|stunden?|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?)\b/giu,
    ),
    stamped(
      /\bil y a\s(?:environ\s)?(?:une?|quelques|\d+)\s(?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?)\b/giu,
    ),
    stamped(
      /\bhace\s(?:unos\s)?(?:una?|\d+)\s(?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?)\b/giu,
    ),
    stamped(/\d+\s?(?:秒|分|分钟|分鐘|時間|小时|小時|日|天|週間|周|か月|ヶ月|个月|月|年)前/gu),
  ],
  clock_time: [
    {
      form: new RegExp(
        `(?:as of|current time|local time|server time|time now|it is now|now:|retrieved(?: at)?|generated(?: at)?|stand|現在|時刻)\\s?:?\\s?(?:${calendarDate},?\\s)?(${clock})(?!\\s?-\\s?\\d)`,
        'giu',
      ),
      aloneWith: 8,
      unless: condition,
    },
    // A clock that shows seconds, beside a date or a zone, or in a countdown; a running time alone is a result.
    {
      form: new RegExp(
        `${calendarDate}[\\sT,]{1,2}(\\d{1,2}:\\d{2}:\\d{2}(?:\\.\\d+)?)(?![\\d:])|(?<![\\d:])\\d{1,2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:${zone}|\\s(?:left|remaining)\\b)`,
        'giu',
      ),
      aloneWith: 8,
    },
    {
      form: /\b(?:time|clock|updated|refreshed|ends in|starts in|expires in|countdown|endet in|noch)\s?:?\s((?:\d{1,3}\s?(?:d|days?|tage?n?),?\s)?\d{1,2}:\d{2}:\d{2}(?:\.\d+)?)(?![\d:])/giu,
    },
    // How long an answer took, beside its key or alone.
    {
      form: /^(?:(?:took|elapsed|latency|(?:query|response|processing|execution|render) time)(?: in)?(?: ms| millis| seconds)?|duration ms): (\d[\d.,]*(?:\s?(?:ms|s|sec|seconds))?)$/giu,
    },
  ],
  counter: [
    {
      form: new RegExp(
        `(?<![\\p{Sc}\\d.,])(\\d[\\d.,]*\\s?[kKmMbB]?)\\+?\\s(?:(?:total|unique|page|global|customer)\\s)?${counted}\\b`,
        'giu',
      ),
      aloneWith: 3,
      unless: limit,
    },
    {
      form: /(?<![\p{Sc}\d.,])(\d[\d.,]*\s?[kKmMbB]?)\+?\s(?:(?:people|users?|visitors?) (?:are )?(?:currently )?(?:viewing|watching|looking|online)|online now|watching|viewing)\b/giu,
      aloneWith: 8,
      unless: limit,
    },
    {
      form: new RegExp(
        `\\b${counted}(?:\\s(?:count|total))?\\s?(?::|\\((?=[^)]*\\)))\\s?(\\d[\\d.,]*\\s?[kKmM]?)\\)?`,
        'giu',
      ),
      aloneWith: 3,
      unless: limit,
    },
    {
      form: /(?<![\p{Sc}\d.,])(\d[\d.,]*\s?[kKmM]?)\+?\s(?:people|users|readers|visitors|customers) (?:have )?(?:read|viewed|visited|liked|saved|shared|found) (?:this|it)\b/giu,
      aloneWith: 4,
      unless: limit,
    },
    { form: /(\d[\d.,]*[万億]?)\s?(?:回視聴|回再生|次观看|次播放|いいね)/gu, aloneWith: 8 },
    {
      form: /(?:閲覧数|再生回数|浏览量|浏览次数|阅读量|点击量|조회\s?수?|좋아요)\s?[:：]?\s?(\d[\d.,]*[万億만천]?)/gu,
      aloneWith: 3,
    },
  ],
  copyright_year: [
    // "(c)" also numbers a clause and "copyright" also names acts of law: there the year must follow at once.
    {
      form: /(?:©[^\d.;]{0,40}?|\b(?:copyright|\(c\)|copr\.)\s?(?:©|\(c\))?\s?)((?:19|20)\d{2}(?:\s?-\s?(?:19|20)?\d{2})?)(?![\d/])/giu,
      aloneWith: 24,
    },
    {
      form: /^(?:copyright|\(c\))[^\d.;:]{0,40}?((?:19|20)\d{2}(?:\s?-\s?(?:19|20)?\d{2})?)(?![\d/])/giu,
      aloneWith: 8,
      unless: /\b(?:act|law|directive|designs|patents|code|regulation|since|from|after|before|until|or)\b/iu,
    },
    { form: /\b((?:19|20)\d{2}(?:\s?-\s?(?:19|20)\d{2})?)\s?(?:©|\(c\)(?=$|\s?\p{Lu}))/gu, aloneWith: 12 },
  ],
  // Four parts, or a line of its own that says "build": what a deployment stamps. "Version 2.1.0" is a release.
  build_number: [
    { form: /^\D{0,20}?\b(?:v|version|build)\.?\s?(\d+\.\d+\.\d+\.\d+)$/giu },
    { form: /^build\s?(?:number)?\s?[:#]?\s?(\d[\w.-]*)$/giu },
  ],
  token: [
    // A whole line of one unspaced run of letters in both cases, digits and marks: an id or a font probe, no word.
    { form: /^(?=\S*\d)(?=\S*\p{Ll}\S*\p{Lu})[^\s.@/:-]{14,}$/gu },
    ...[
      /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu,
      /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{16,}\b/giu,
      /(?<![\w/+=-])(?=[\w/+=-]*\d)(?=[\w/+=-]*[a-z])(?=[\w/+=-]*[A-Z])[A-Za-z0-9_/+=-]{28,}(?![\w/+=-])/gu,
    ].map((form) => ({ form, aloneWith: 8, unless: durable })),
    {
      form: /\b(?:csrf|xsrf|nonce|session|request|trace|ray|correlation)[\s_-]?(?:id|token)?\s?[:=#]\s?((?=\w*\d)(?=\w*[a-z])\w{6,})/giu,
    },
    {
      form: /\b(?:csrf|xsrf|session|request|trace|correlation)[\s_-]?(?:id|token)\s?[:=#]\s?((?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{8,})/giu,
    },
  ],
  cache_buster: [
    { form: /[?&](?:v|ver|version|rev|cb|t|ts|_|hash|nocache|bust)=([\w.-]+)/giu },
    {
      form: /(?<=[\w-][.-])((?=[0-9a-f]*\d)[0-9a-f]{6,20})(?=\.(?:js|css|png|jpe?g|svg|webp|woff2?)\b)/giu,
    },
  ],
};

/** What a text of each kind has in any case: spares most texts most patterns. */
export const volatileHints: Record<keyof typeof volatilePatterns, RegExp> = {
  updated_line: /\d/u,
  relative_time: /\bago\b|\bnow\b|\bvor\b|il y a|hace|前/iu,
  clock_time: /\d:\d\d|took|elapsed|latency|time|duration/iu,
  counter: new RegExp(
    `${counted}|people|users|readers|customers|online|watching|viewing|回|次|いいね|[数量] ?:? ?\\d|조회|좋아요`,
    'iu',
  ),
  copyright_year: /©|\(c\)|cop(?:r\.|yright)/iu,
  build_number: /\d\.\d|^build/iu,
  token: /[\w/+=-]{14}|(?:csrf|xsrf|nonce|session|request|trace|ray|correlation)/iu,
  cache_buster: /[?&]\w+=|\.\w/u,
};
