import type { Answer, CitedSentence, Passage } from '../../../contracts/answers.ts';
import type { Query } from './analyse-question.ts';
import { citePassage } from './cite-passage.ts';
import { type Evidence, leastRelevance } from './evidence.ts';
import { leaveOutPadding } from './leave-out-padding.ts';

/** More than this is a search result, not an answer. */
const mostPassages = 5;
/** What is this much further from the question than the best says something else. */
const farBehind = 0.35;
/** Beside a passage that answers, one that is a little further off helps to see it. */
const leastBeside = 0.3;

/**
 * The passages that bear on the question, each meeting, page or issue with a plain sentence of ours; no word is made up.
 * `nothing` when the best of them is too far from the question.
 */
export function answerByRules(
  evidence: readonly Evidence[],
  query: Query,
): Pick<Answer, 'state' | 'sentences' | 'passages'> {
  const telling = leaveOutPadding(
    evidence.filter(({ relevance }) => relevance >= leastBeside),
    query,
  );
  const best = telling.find(({ relevance }) => relevance >= leastRelevance);
  const kept = telling.filter(({ score }) => best && score >= best.score - farBehind).slice(0, mostPassages);
  const passages: Passage[] = [];
  const sentences: CitedSentence[] = [];
  for (const own of Map.groupBy(kept, ({ group }) => group).values()) {
    const [first] = own;
    if (!first) continue;
    const cited = own.map((one) => {
      const passage = citePassage(one, passages.length + 1);
      passages.push(passage);
      return passage.n;
    });
    sentences.push({ text: first.says, passages: cited });
  }
  return { state: passages.length > 0 ? 'found' : 'nothing', sentences, passages };
}
