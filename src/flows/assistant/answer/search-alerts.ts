import { findAlerts, type ToldNews } from '../../../store/answer-alerts.ts';
import { lexemesOf } from '../../../store/answer-scope.ts';
import { cutQuote, stemsOf } from './cut-quote.ts';
import { type Evidence, relevanceOf } from './evidence.ts';
import { sayAddress, sayDay } from './say-where.ts';
import type { Search } from './search.ts';
import { coverageOf } from './weigh-words.ts';

const preferNews = 0.15;
/** "What changed last week?" asks for all that was told in that time. */
const askedForAll = 0.6;

/** Alerts that bear on a question. */
export async function searchAlerts(search: Search): Promise<Evidence[]> {
  const { query, near, words, sees, tenant } = search;
  const isNarrowed = query.period !== null || query.addresses.length > 0;
  // A question limited to a time or a page gets all of it, and an empty one has no word to look for.
  const found = await tenant(async (tx) => {
    const alerts = await findAlerts(tx, {
      sees,
      words: [...words.weights.keys()],
      near,
      addresses: query.addresses,
      period: query.period,
    });
    const lexemes = await lexemesOf(
      tx,
      alerts.map((news) =>
        [textOf(news), news.request, sayAddress(news.url).replace(/[^\p{L}\p{N}]+/gu, ' ')].join('\n'),
      ),
    );
    return alerts.map((news, at) => ({ news, lexemes: lexemes[at] ?? [] }));
  });
  return found.map(({ news, lexemes }) => {
    const byWords = relevanceOf(coverageOf(lexemes, words), news.likeness);
    const asksAll =
      isNarrowed && query.asks.change && (words.weights.size === 0 || query.addresses.length > 0);
    const relevance = asksAll ? Math.max(askedForAll, byWords) : byWords;
    return newsEvidence(news, search, {
      relevance,
      score: relevance + (query.asks.change ? preferNews : 0),
    });
  });
}

const textOf = ({ sentence, quotes }: ToldNews): string =>
  [sentence, ...quotes.flatMap(({ before, after }) => [before ?? '', after ?? ''])].join('\n');

function newsEvidence(
  news: ToldNews,
  { query, calendar }: Search,
  worth: { relevance: number; score: number },
): Evidence {
  const stems = stemsOf(query.words);
  const day = sayDay(news.at, calendar);
  const where = `${sayAddress(news.url)}, told ${day}`;
  const lines = news.quotes
    .flatMap(({ before, after }) => [after, before])
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
