/** People of a question who spoke in meetings. */
export interface NamedSpeakers {
  /** As the transcripts name them. */
  speakers: string[];
  /** The words of the question that name them, in lower case. */
  words: ReadonlySet<string>;
}

const verbs =
  'say|says|said|think|thinks|thought|mention|mentions|mentioned|propose|proposes|proposed|suggest|suggests|suggested|want|wants|wanted|promise|promised|decide|decided|ask|asked|explain|explained|report|reported';
const before = '(?:did|does|do|has|had|have|is|was|were|will|would|by|from|and|of|or|to|with|when)\\s+';

/**
 * Which speakers a question names: by their whole name, its beginning ("Marketing" for "Marketing Expert") or their last
 * name. A word alone counts when it is written as a name or stands where a person does ("what did mira say").
 */
export function findSpeakers(question: string, speakers: Iterable<string>): NamedSpeakers {
  const found: { speaker: string; named: string[] }[] = [];
  for (const speaker of new Set(speakers)) {
    const named = howNamed(question, speaker);
    if (named) found.push({ speaker, named });
  }
  // "Grad D" names one of three Grads: who is named by less than somebody else with the same words is not meant.
  const meant = found.filter(
    ({ named }) =>
      !found.some(
        (other) => other.named.length > named.length && named.every((word) => other.named.includes(word)),
      ),
  );
  return {
    speakers: meant.map(({ speaker }) => speaker),
    words: new Set(meant.flatMap(({ named }) => named)),
  };
}

function howNamed(question: string, speaker: string): string[] | null {
  const parts = speaker.split(/[\s|,()/]+/).filter((part) => /\p{L}/u.test(part));
  const [first] = parts;
  if (!first) return null;
  for (let count = parts.length; count >= 1; count -= 1) {
    const named = parts.slice(0, count);
    if (stands(question, named, count > 1)) return named.map((word) => word.toLowerCase());
  }
  const last = parts.at(-1);
  return parts.length > 1 && last && last.length > 2 && stands(question, [last], false)
    ? [last.toLowerCase()]
    : null;
}

function stands(question: string, named: readonly string[], isLong: boolean): boolean {
  const name = named.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+');
  const edges = (pattern: string, flags: string) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, flags);
  if (isLong) return edges(name, 'iu').test(question);
  if (/^\p{Lu}/u.test(named[0] ?? '') && edges(`(?<=\\S\\s+)${name}`, 'u').test(question)) return true;
  return (
    edges(`${before}${name}`, 'iu').test(question) ||
    edges(`${name}(?:\\s+(?:${verbs}))`, 'iu').test(question)
  );
}
