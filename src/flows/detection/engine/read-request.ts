import type { Condition, Hunk } from '../../../contracts/detection.ts';
import { foldText } from './normalise.ts';
import { stem } from './stem.ts';
import type { MaskName } from './volatile-masks.ts';

/** A kind of thing a request asks about, told from its words and found in a hunk's facts. */
export type Concept = 'price' | 'availability' | 'release' | 'date' | 'number' | 'status';

/** What a request says about where to look, in a form that can be matched against a page. */
export interface RequestScope {
  /** The request is about the page as a whole: every difference in its main text answers it. */
  wholePage: boolean;
  /** What is watched is the text of a document: its sentences, clauses and headings. */
  documentText: boolean;
  /** Stems of the words that name the subject ("gpt-5", "pro", "berlin"). */
  names: string[];
  /** Stems of words for a sort of thing ("plan", "product", "position"): weaker than names. */
  sorts: string[];
  concepts: Concept[];
  /** Stems of which one must be in the heading path, label or text ("only the pricing table"). */
  only: string[][];
  /** Stems of places to leave out ("ignore the blog"). */
  ignored: string[][];
  /** The operations asked for: "only new products" wants `added`. Empty for any. */
  operations: Hunk['op'][];
  /** The request speaks of the menu, banner or footer itself. */
  wantsFurniture: boolean;
  /** Kinds of volatile text the request asks about, so that they are not masked. */
  keepMasks: Set<MaskName>;
}

const conceptWords: Record<Concept, RegExp> = {
  price:
    /\b(?:pric(?:e|es|ing)|costs?|fees?|cheaper|expensive|discounts?|on sale|tariffs?|preise?n?|kosten|prix|tarifs?|precios?|coste)\b|価格|値段|料金|価钱|价格/iu,
  availability:
    /\b(?:in stock|out of stock|back in|sold out|sells? out|restock\w*|available|availability|unavailable|pre-?orders?|verfügbar|lieferbar|ausverkauft|disponib\w+|agotado)\b|在庫|売り切れ/iu,
  release: /\b(?:releases?|released|versions?|changelog|release notes)\b/iu,
  date: /\b(?:dates?|deadlines?|schedule|postponed|rescheduled|termin\w*)\b|日程|期限/iu,
  number: /\b(?:how many|numbers? of|count|percent(?:age)?|rates?|limits?|quota)\b/iu,
  status: /\b(?:outages?|incidents?|downtime|(?:is|goes) down|degraded|disruptions?|operational)\b/iu,
};

const maskWords: Partial<Record<MaskName, RegExp>> = {
  updated_line: /\b(?:last|date)[ -](?:updated|modified|revised|update)\b|\bupdated? date\b/iu,
  counter:
    /\b(?:views?|likes?|votes?|comments?|replies|followers?|subscribers?|stars?|forks?|downloads?|visitors?)\b/iu,
  build_number: /\b(?:versions?|releases?d?|builds?)\b/iu,
  copyright_year: /\bcopyright\b/iu,
  email_obfuscation: /\be-?mail\b/iu,
};

const furnitureWords = /\b(?:footer|header|nav(?:igation)?|menu|banner|sidebar|announcement bar|cookie)\b/iu;
const wholePageWords =
  /\b(?:any(?:thing)?(?: new)?(?: is| gets)? chang\w*|any (?:change|update|difference|edit)s?|every(?:thing| change)|whatever changes|all changes|the (?:text|wording|content)s? of|(?:this|the|that|whole|entire) (?:web ?)?(?:page|site|document|url|link|text) (?:is )?(?:chang|updat|edit|modif)\w*|changes? (?:to|on|in|of|at) (?:this|the|that) (?:whole |entire )?(?:web ?)?(?:page|site|document|text)|jede änderung|irgendetwas ändert|tout changement|cualquier cambio)\b|変更されたら|更新されたら/iu;

const documentWords =
  /\b(?:text|wording) of\b|\b(?:terms|policy|policies|agreement|contract|licen[cs]e|statute|law)\b/iu;

const stopWords = new Set(
  'a an the this that these those is are was be been being it its of on in at to for from by with and or but if when whenever once as me us i we you my our tell let know notify alert ping inform watch monitor track keep eye out about please want would like see there has have had do does did any some all every each more most than then just only also new changes change changed changing update updates updated updating goes go going get gets becomes become drops drop dropped falls fall fell below under above over rises rise rose increases increase increased decreases decrease decreased up down least less lower higher again back first time page pages website site web link url text wording content contents document section sections table list part parts anything something everything whole entire ignore ignoring except without exclude excluding skip dont not no appears appear appeared disappears disappear added add removed remove posts posted publishes published announces announced out s t which who what how where while during per via into onto off can could should will may der die das den dem ein eine und oder wenn sich auf von zu mir sag bescheid le la les un une des du de et ou quand si el los las una y o cuando they them their theirs he she his her hers its here now today soon launch launches start starts begin begins happen happens happened offer offers come comes came make makes made say says said show shows shown see find found use used using look looks looking need needs check checks checking too very much many few lot other others another same different really still already yet ever never always often until till through between after before against both either neither nor so such like kind sort way thing things someone anyone people whether because'.split(
    ' ',
  ),
);
const sortWords = new Set(
  'plan tier product item model option offer subscription package edition position job role opening article post entry event ticket store shop feature service company policy term condition privacy statement notice agreement api input output token month year user seat'
    .split(' ')
    .map(stem),
);

/** URLs, Slack's forms of links and mentions, and bare domains after "on", "at" or "from". */
const address =
  /<[^>]*>|https?:\/\/\S+|\b(?:www\.)?[\w-]+(?:\.[\w-]+)+\/\S*|(?<=\b(?:on|at|from|auf|bei|von|sur)\s)[\w-]+(?:\.[\w-]+)*\.(?!js\b)[a-z]{2,}\b/giu;

/** Reads a request in a person's words; the condition's field counts as part of it. */
export function readRequest(request: string, condition: Condition | null = null): RequestScope {
  const plain = foldText(request).replace(address, ' ');
  const { rest, ignored, only } = cutScopes(plain);
  const asked = `${rest} ${condition?.field ?? ''}`;
  const stems = subjectStems(asked, condition);
  const concepts = (Object.keys(conceptWords) as Concept[]).filter((concept) =>
    conceptWords[concept].test(asked),
  );
  if ((condition?.currency || /\p{Sc}\s?\d/u.test(asked)) && !concepts.includes('price'))
    concepts.push('price');
  const wholePage =
    wholePageWords.test(rest) || (stems.length === 0 && concepts.length === 0 && only.length === 0);
  return {
    wholePage: wholePage && concepts.length === 0,
    documentText: documentWords.test(rest),
    names: stems.filter((name) => !sortWords.has(name)),
    sorts: stems.filter((name) => sortWords.has(name)),
    concepts,
    only,
    ignored,
    operations: operationsOf(rest),
    wantsFurniture:
      furnitureWords.test(rest) || only.some((stems) => stems.some((word) => furnitureWords.test(word))),
    keepMasks: new Set(
      (Object.entries(maskWords) as [MaskName, RegExp][])
        .filter(([, words]) => words.test(rest))
        .map(([name]) => name),
    ),
  };
}

/** Hiragana is grammar; kanji and katakana runs are words of their own. */
const subjectWord =
  /\p{sc=Han}+|[\p{sc=Katakana}ー]+|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]]+(?:[.\-][[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]]+)*/gv;

/** Stems of the words of a text that say something, in order, each once. */
export function contentStems(text: string): string[] {
  const words = foldText(text).toLowerCase().match(subjectWord) ?? [];
  return [...new Set(words.filter((word) => !stopWords.has(word)).map(stem))];
}

function subjectStems(asked: string, condition: Condition | null): string[] {
  const thresholds = /\p{Sc}\s?[\d.,]+\w*|[\d.,]+\s?(?:%|\p{Sc}|percent|USD|EUR|GBP|dollars?|euros?)/giu;
  let text = asked.replace(thresholds, ' ');
  for (const words of Object.values(conceptWords)) text = text.replace(new RegExp(words.source, 'giu'), ' ');
  const value = condition?.value === undefined ? undefined : String(condition.value);
  return contentStems(text)
    .filter((name) => name.length > 1 || /\p{L}/u.test(name) === false)
    .filter((name) => name !== value);
}

const scopePattern =
  /\b(?<how>ignor(?:e|ing)|except(?: for)?|excluding|exclude|without|skip(?:ping)?|not counting|but not|only (?:in|on|for|under|from|watch)?)\s*(?:any )?(?:changes? (?:to|in|on) )?(?:the |its |their )?(?<place>[\p{L}\p{N}&' -]{2,60}?)(?=$|[.,;:!?()]|\s(?:and|but|or) (?:ignore|only|tell|alert)|\s(?:when|if|please|changes?|is|are)\b)/giu;
const placeWord = /\b(?:sections?|tables?|part|column|row|list|block|area|page)\b/giu;

function cutScopes(text: string): { rest: string; ignored: string[][]; only: string[][] } {
  const ignored: string[][] = [];
  const only: string[][] = [];
  const rest = text.replace(scopePattern, (whole: string, ...groups: unknown[]) => {
    const { how = '', place = '' } = groups.at(-1) as Record<string, string>;
    const isOnly = /^only/i.test(how);
    // "only new products" limits what happens, not where; "only if" and "only when" limit nothing here.
    if (isOnly && /^(?:new|if|when|once)\b/i.test(place)) return whole;
    if (
      isOnly &&
      !new RegExp(placeWord.source, 'iu').test(place) &&
      !/\b(?:in|on|under|from|watch)$/i.test(how.trim())
    )
      return whole;
    for (const part of place.split(/\s*(?:,| and | or |\/)\s*/i)) {
      const stems = contentStems(part.replace(placeWord, ' '));
      if (stems.length > 0) (isOnly ? only : ignored).push(stems);
    }
    return ' ';
  });
  return { rest, ignored, only };
}

function operationsOf(text: string): Hunk['op'][] {
  const wantsNew =
    /\b(?:only )?(?:new|another|more) (?!price|text|wording|date|version of)(?:\p{L}+ ){0,3}?\p{L}+s?\b|\b(?:is|are|gets?) (?:added|posted|published|listed|announced)|\b(?:posts?|publishes|announces|adds|opens) (?:an?|new|any)\b|\bappears?\b/iu.test(
      text,
    );
  const wantsGone =
    /\b(?:is|are|gets?) (?:removed|deleted|taken down|delisted)|\bdisappears?\b|\bgoes away\b/iu.test(text);
  const wantsChange =
    /\b(?:chang\w+|updat\w+|edit\w+|modif\w+|drops?|falls?|rises?|increas\w+|decreas\w+|price|cost)\b/iu.test(
      text,
    );
  if (wantsChange && !/\bonly new\b/iu.test(text)) return [];
  return [...(wantsNew ? (['added'] as const) : []), ...(wantsGone ? (['removed'] as const) : [])];
}
