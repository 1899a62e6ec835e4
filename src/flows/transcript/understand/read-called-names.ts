import type { Turn } from '../../../contracts/transcript.ts';

/** "Felix, if you could", "maybe Tara, you will": whoever is spoken to like that has that name. */
const called =
  /(?:^|[.?!…,] |\b(?:and|but|so|then|maybe|also|or) )(?<name>\p{Lu}\p{Ll}{2,}), (?:if you|can you|could you|would you|will you|do you|did you|are you|have you|you (?:will|can|could|are|said|mentioned|had|wanted)|please|over to you)\b/gu;
/** Words that begin sentences and are written like names there, beside those the transcript has in small letters. */
const notNames = new Set(
  `actually additionally afterwards again alright also and anyway basically because besides but certainly cool currently
  definitely eventually everybody everyone exactly finally first firstly folks for fine further good great guys hello hey
  honestly hopefully however ideally indeed instead last lastly later literally maybe meanwhile monday tuesday wednesday
  thursday friday saturday sunday morning next nice now obviously okay once otherwise overall perfect perhaps personally
  please possibly probably quickly right second secondly seriously similarly simply so sometimes soon sorry still
  sure technically thanks then therefore third though today tomorrow tonight unfortunately usually well whatever yeah yep
  yes yesterday you`.split(/\s+/),
);

/** First names by which people are spoken to, in lower case, whether or not they are among the speakers. */
export function readCalledNames(turns: readonly Turn[]): Set<string> {
  const found = new Set<string>();
  for (const { text } of turns)
    for (const { groups } of text.matchAll(called)) {
      const name = groups?.name?.toLowerCase() ?? '';
      if (!notNames.has(name)) found.add(name);
    }
  if (found.size === 0) return found;
  const small = new Set(turns.flatMap(({ text }) => text.match(/(?<![\p{L}\p{N}'’-])\p{Ll}{3,}/gu) ?? []));
  return new Set([...found].filter((name) => !small.has(name)));
}
