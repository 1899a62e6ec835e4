import { findNotionPassages } from '../../../store/answer-notion.ts';
import { lexemesOf, seesWork } from '../../../store/answer-scope.ts';
import { cutQuote, stemsOf } from './cut-quote.ts';
import { type Evidence, relevanceOf } from './evidence.ts';
import type { Search } from './search.ts';
import { coverageOf } from './weigh-words.ts';

const mostOfPage = 3;
/** The title counts for each of its passages, but less than the passage's own words. */
const titleShare = 0.6;

/** Passages of Notion pages that bear on a question. */
export async function searchNotion(search: Search): Promise<Evidence[]> {
  const { query, near, sees, words, tenant } = search;
  if (!seesWork(sees)) return [];
  const found = await tenant(async (tx) => {
    const passages = await findNotionPassages(tx, { sees, words: [...words.weights.keys()], near });
    const ofBodies = await lexemesOf(
      tx,
      passages.map(({ body }) => body),
    );
    const ofTitles = await lexemesOf(
      tx,
      passages.map(({ title }) => title),
    );
    return passages.map((passage, at) => ({
      passage,
      own: ofBodies[at] ?? [],
      whole: [...(ofBodies[at] ?? []), ...(ofTitles[at] ?? [])],
    }));
  });
  const stems = stemsOf(query.words);
  const scored = found.map(({ passage, own, whole }): Evidence => {
    const ofOwn = coverageOf(own, words);
    const covers = coverageOf(whole, words);
    const relevance = relevanceOf(ofOwn + titleShare * (covers - ofOwn), passage.likeness);
    const quote = cutQuote(passage.body, stems);
    return {
      kind: 'page',
      key: `passage ${passage.blockId}`,
      text: `${passage.title}: ${passage.body}`,
      quote,
      lines: [{ quote, where: passage.title, url: passage.url, turn: null }],
      where: passage.title,
      url: passage.url,
      thread: null,
      at: passage.editedAt.toISOString(),
      turns: null,
      covers,
      relevance,
      score: relevance,
      says: `On the page ${passage.title}:`,
      group: `notion ${passage.pageId}`,
    };
  });
  return [...Map.groupBy(scored, ({ group }) => group).values()].flatMap((own) =>
    own.toSorted((a, b) => b.score - a.score).slice(0, mostOfPage),
  );
}
