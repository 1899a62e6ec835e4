import { stem } from './stem.ts';
import type { MaskName } from './volatile-patterns.ts';

/** A kind of thing a request asks about, told from its words and found in a hunk's facts. */
export type Concept = 'price' | 'availability' | 'release' | 'date' | 'number' | 'status';

/** Words of a request for each concept, in the languages people ask in. A word may stand alone or begin a compound. */
export const conceptWords: Record<Concept, RegExp> = {
  price:
    /(?<!\p{L})(?:pric(?:e|es|ing)|costs?|fees?|cheaper|expensive|discounts?|on sale|tariffs?|preis\p{L}*|kosten|kostet|teurer|billiger|günstiger|prix|tarifs?|co[uû]te|moins cher|plus cher|precios?|costes?|cuesta|barato|prezz[oi]|preços?)(?!\p{L})|価格|値段|料金|入場料|値下げ|値上げ|价钱|价格|售价|降价|涨价|السعر|أسعار|الأسعار|الرسوم/iu,
  availability:
    /(?<!\p{L})(?:(?:back )?in stock|out of stock|back in|sold out|sells? out|restock\w*|available|availability|unavailable|pre-?orders?|(?:can|could|able to) (?:buy|order|book|get) \p{L}+ again|verfügbar\p{L}*|lieferbar|auf lager|ausverkauft|erhältlich|en stock|rupture|épuisé\p{L}*|disponib\p{L}+|disponív\p{L}+|agot\p{L}+|existencias|esaurit\p{L}+)(?!\p{L})|在庫|入荷|売り切れ|有货|到货|缺货|库存|يتوفر|متوفر|توفر|نفد/iu,
  release:
    /(?<!\p{L})(?:releases?|released|versions?|version\p{L}{0,2}|changelog|release notes|neue fassung|versiones|versión)(?!\p{L})|バージョン|リリース|版本|发布新版|إصدار/iu,
  date: /(?<!\p{L})(?:dates?|deadlines?|schedule|postponed|rescheduled|cancell?ed|times? of|opening hours|termin\p{L}*|öffnungszeiten|fristen?|datum|fechas?|plazos?|horarios?|horaires|échéances?|délais?)(?!\p{L})|日程|日期|期限|营业时间|営業時間|موعد|تاريخ/iu,
  number:
    /(?<!\p{L})(?:how (?:many|long)|numbers? of|count|percent(?:age)?|rates?|limits?|quotas?|anzahl|höhe|duración|durée|limite\p{L}*)(?!\p{L})/iu,
  status:
    /(?<!\p{L})(?:outages?|incidents?|downtime|(?:is|goes|are) down|degraded|disruptions?|operational|status of|störung(?:en)?|panne|incidencia)(?!\p{L})|障害|故障/iu,
};

/** Words that ask for volatile text of a kind, which is then not masked. */
export const maskWords: Partial<Record<MaskName, RegExp>> = {
  updated_line: /\b(?:last|date)[ -](?:updated|modified|revised|update)\b|\bupdated? date\b/iu,
  counter:
    /\b(?:views?|likes?|votes?|comments?|reviews?|ratings?|followers?|subscribers?|stars?|forks?|downloads?|visitors|visitor (?:count|number)s?)\b|\bnumber of replies\b/iu,
  build_number: /\b(?:versions?|releases?d?|builds?)\b/iu,
  copyright_year: /\bcopyright\b/iu,
  email_obfuscation: /\be-?mail\b/iu,
};

export const furnitureWords =
  /\b(?:footer|header|nav(?:igation)?|menu|banner|sidebar|announcement bar|cookie)\b/iu;

/** The request is about everything that stands there, whatever words stand beside. */
export const wholePageWords =
  /\b(?:whatever changes|all changes|the (?:text|wording|content)s? of|(?:this|the|that|whole|entire) (?:web ?)?(?:page|site|document|url|link|text) (?:is )?(?:chang|updat|edit|modif)\w*|(?:any|every|a) ?(?:thing|changes?|updates?|differences?|edits?)? ?(?:chang\w* )?(?:to|on|in|of|at|about) (?:this|the|that) (?:whole |entire )?(?:web ?)?(?:page|site|document|text)|changes? (?:to|on|in|of|at) (?:this|the|that) (?:whole |entire )?(?:web ?)?(?:page|site|document|text))|このページが(?:変更|更新)されたら/iu;

/** Any kind of difference counts, of what the other words name. */
export const anyChangeWords =
  /\b(?:any(?:thing)?(?: new)?(?: is| gets)? chang\w*|anything|any (?:change|update|difference|edit)s?|every(?:thing| change))\b|(?<!\p{L})(?:jede änderung|irgend(?:et)?was|tout changement|toute modification|cualquier (?:cambio|modificación)|qualsiasi modifica|qualquer alteração)(?!\p{L})|変更されたら|更新されたら|任何(?:变化|变更|更新|改动)|أي (?:تغيير|تعديل|تحديث)/iu;

export const documentWords =
  /\b(?:text|wording) of\b|\b(?:terms|policy|policies|agreement|contract|licen[cs]e|statute|law)\b/iu;

const listOf = (words: string) => words.split(/\s+/).filter(Boolean);

/** Words that say nothing about the subject: grammar, verbs of change, words for pages and their parts. */
export const stopWords: ReadonlySet<string> = new Set(
  listOf(
    `a an the this that these those is are was were be been being it its of on in at to for from by with and or but if
    when whenever once as me us i we you my our tell let know notify alert ping inform watch monitor track keep eye out
    about please want would like see there has have had do does did any some all every each more most than then just
    only also new changes change changed changing update updates updated updating goes go going get gets becomes become
    drops drop dropped falls fall fell below under above over rises rise rose increases increase increased decreases
    decrease decreased up down least less lower higher again back first time times page pages web site website link url
    text wording content contents document section sections table list listed lists part parts anything something
    everything whole entire ignore ignoring except without exclude excluding skip dont not no appears appear appeared
    disappears disappear disappeared added add adds remove removes removed taken take post posted publish published
    announce announced out s t which who what how where while during per via into onto off can could should will may
    der die das den dem des ein eine einen einer und oder wenn sobald sich auf von zu zum zur mir uns sag sage gib
    bescheid ändert ändern änderung änderungen etwas an am im in ist wird werden wieder mich neue neuer neues neuen
    mehr melde dich bitte benachrichtige informiere hier dieser diese dieses seite
    le la les l un une des du de d et ou quand si sur dans au aux moi préviens prévenez dis dites informe avertis
    change changent changer changement changements nouveau nouvelle nouveaux nouvelles est sont page cette ce ces
    passe quelque chose
    el los las una uno unos unas y o cuando cuándo en del al me avísame avisa dime notifícame avísanos cambia cambie
    cambian cambio cambios nuevo nueva nuevos nuevas es son esta este página algo se
    they them their theirs he she his her hers here now today soon launch launches start starts started begin begins
    happen happens happened offer offers come comes came make makes made say says said show shows shown find found use
    used using look looks looking need needs check checks checking too very much many few lot other others another same
    different really still already yet ever never always often until till through between after before against both
    either neither nor so such kind sort way thing things someone anyone people whether because move moves moved
    extended extends extend longer shorter loses lose lost gains gain buy order ones posted keep keeps kept
    أخبرني عندما عند أي في من على إلى هذا هذه أن تتغير يتغير تغيير الصفحة`,
  ),
);

/** Words for a sort of thing ("plan", "product"): weaker than names. */
export const sortWords: ReadonlySet<string> = new Set(
  listOf(
    `plan tier product item model option offer subscription package edition position job role opening article post entry
    event ticket store shop feature service company policy term condition privacy statement notice agreement api input
    output token month year user seat row column line cell record announcement story message reply comment vacancy
    stelle produkt artikel angebot eintrag tarif offre emploi produit article annonce empleo producto oferta anuncio`,
  ).map(stem),
);
