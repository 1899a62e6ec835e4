import { findAlerts, type ToldNews } from '../../../store/answer-alerts.ts';
import { lexemesOf } from '../../../store/answer-scope.ts';
import { cutQuote, stemsOf } from './cut-quote.ts';
import { type Evidence, relevanceOf } from './evidence.ts';
import { sayAddress, sayDay } from './say-where.ts';
import { preferHere, type Search } from './search.ts';
import { coverageOf } from './weigh-words.ts';

const preferNews = 0.15;
/** "What changed last week?" asks for all that was told in that time. */
const askedForAll = 0.6;

/** Alerts that bear on a question. */
export async function searchAlerts(search: Search): Promise<Evidence[]> {
  const { query, near, words, sees, here, tenant } = search;
  const isNarrowed = query.period !== null || query.addresses.length > 0;
  const isOpen = query.asks.change && words.weights.size === 0 && query.identifiers.length === 0;
  const naming = query.words.filter((word) => !isAmountWord(word));
  // A question limited to a time or a page gets all of it, and an empty one has no word to look for.
  const found = await tenant(async (tx) => {
    const alerts = await findAlerts(tx, {
      sees,
      words: [...words.weights.keys()],
      near,
      addresses: query.addresses,
      monitorIds: [...here.monitors],
      all: isOpen,
      period: query.period,
    });
    const lexemes = await lexemesOf(
      tx,
      alerts.map((news) =>
        [textOf(news), news.request, sayAddress(news.url).replace(/[^\p{L}\p{N}]+/gu, ' ')].join('\n'),
      ),
    );
    const ofNaming = (await lexemesOf(tx, [naming.join(' ')]))[0] ?? [];
    return alerts.map((news, at) => ({ news, lexemes: lexemes[at] ?? [], ofNaming }));
  });
  return found.map(({ news, lexemes, ofNaming }) => {
    const covers = coverageOf(lexemes, words);
    const isHere = here.monitors.has(news.monitorId);
    // Under the alert itself "what was the price before?" asks about it, unless it names something else.
    const asksHere =
      isHere &&
      (query.asks.change || query.asks.amount || query.asks.before) &&
      ofNaming.every((word) => lexemes.includes(word));
    const byWords = relevanceOf(covers, news.likeness);
    const asksAll =
      isOpen ||
      asksHere ||
      (isNarrowed && query.asks.change && (words.weights.size === 0 || query.addresses.length > 0));
    const relevance = asksAll ? Math.max(askedForAll, byWords) : byWords;
    return newsEvidence(news, search, {
      covers: asksAll ? 1 : covers,
      relevance,
      score:
        relevance +
        (query.asks.change ? preferNews : 0) +
        (isHere ? preferHere : 0) +
        (asksHere ? preferHere : 0),
    });
  });
}

/** "What was the price?" names no thing, "What was the price of the Team plan?" does. */
const isAmountWord = (word: string): boolean =>
  /^(?:prices?|costs?|fees?|rates?|pay|paid|old|before|used)$/.test(word);

const textOf = ({ sentence, quotes }: ToldNews): string =>
  [sentence, ...quotes.flatMap(({ before, after }) => [before ?? '', after ?? ''])].join('\n');

function newsEvidence(
  news: ToldNews,
  { query, calendar }: Search,
  worth: Pick<Evidence, 'covers' | 'relevance' | 'score'>,
): Evidence {
  const stems = stemsOf(query.words);
  const day = sayDay(news.at, calendar);
  const where = `${sayAddress(news.url)}, told ${day}`;
  const lines = news.quotes
    .flatMap(({ before, after }) => (query.asks.before ? [before, after] : [after, before]))
    .filter((line) => line !== undefined && line.trim() !== '')
    .map((line) => ({ quote: cutQuote(line ?? '', stems), where, url: news.url, turn: null }));
  return {
    kind: 'alert',
    key: `alert ${news.alertId}`,
    text: `${news.sentence}\n${lines.map(({ quote }) => quote).join('\n')}`,
    quote: lines[0]?.quote ?? news.sentence,
    lines,
    where,
    url: news.url,
    thread:
      news.channelId !== null && news.threadTs !== null
        ? { channelId: news.channelId, threadTs: news.threadTs }
        : null,
    at: news.at.toISOString(),
    turns: null,
    ...worth,
    says: `${day}: ${news.sentence.replace(/[.\s]*$/, '')}.`,
    group: `alert ${news.alertId}`,
  };
}
