import type { Block } from '../../../contracts/blocks.ts';

/** Small words that stand in nearly every sentence of a language and hardly in another's. */
const smallWords: Record<string, string> = {
  en: 'the and of to that this with for are you your our which have from will not',
  de: 'der die und das ist nicht mit sie ein eine auf für von den wir sich oder werden',
  fr: 'les des une est que dans pour vous nous pas par sur votre qui aux sont ou avec',
  es: 'los las una que por para con del usted sus como este puede sobre más nuestro también',
  pt: 'os uma que não para com por dos das você seus como nosso são mais ou também pelo',
  it: 'che per una con non sono della del gli alla nel questo come anche più dei delle è',
  nl: 'het een van en dat niet voor met zijn op wij uw ook deze worden kan aan bij',
  pl: 'nie się jest oraz przez dla lub które być jak tym od może po są ich również do',
  tr: 've bir bu için ile olarak olan veya daha gibi sonra kadar tarafından değil ne çok her da',
  sv: 'och att det som för inte är av med till den du vi ett eller har kan om',
  ru: 'и в не на что по для это как или вы мы от его при также быть может',
  uk: 'і в не на що по для це як або ви ми від його при також бути може та',
};
const byWord = new Map<string, string[]>();
for (const [language, words] of Object.entries(smallWords)) {
  for (const word of words.split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), language]);
}

/** Fewer small words, or a lead smaller than this, say nothing. */
const leastWords = 12;
const leastLead = 1.6;
const looked = 3_000;

const scripts: readonly (readonly [language: string, script: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
];

/** The language most of a page's content is written in, as its primary subtag; undefined when that is not plain. */
export function guessLanguage(blocks: readonly Block[]): string | undefined {
  let text = '';
  for (const block of blocks) {
    if (!block.furniture) text += `${block.text} `;
    if (text.length >= looked) break;
  }
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 80) return undefined;
  for (const [language, script] of scripts) {
    const share = (text.match(script)?.length ?? 0) / letters;
    // Japanese is written with Chinese characters too: its own are a fifth of a text at least.
    if (share > (language === 'ja' ? 0.15 : 0.4)) return language;
  }
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    for (const language of byWord.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort(([, one], [, other]) => other - one);
  if (!first || first[1] < leastWords) return undefined;
  return first[1] >= leastLead * (second?.[1] ?? 0) ? first[0] : undefined;
}
