/** English and a few other languages' small words; content words are what is left. */
const small = new Set(
  `a an the of to in on at for and or but with by from as is are was were be been being will would shall should can could
  may might must do does did done have has had i you he she it we they me him her us them my your his its our their this
  that these those there here so then than just also going get got go not no if up out about into over after before during
  who what which when where how all some any each more most very really want need like okay yeah well think know
  der die das und ist im in den von zu mit sich auf für nicht ein eine einen dem des als auch es an werden aus er hat dass
  sie nach wird bei ich wir dir mir ihr uns man le la les un une des et est en que qui dans pour pas sur au du je tu nous
  vous el los las una y es por con para se lo al del een het van en dat de te zijn op voor met`.split(/\s+/),
);

const endings = ['ations', 'ation', 'ings', 'ing', 'ies', 'ers', 'er', 'ors', 'or', 'ed', 'es', 's', 'ly'];

/** The words of a text that carry its meaning, lower case and without their endings. */
export function contentWords(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}'’_-]{2,}|\p{N}/gu)) {
    if (!small.has(word)) words.push(stem(word));
  }
  return words;
}

function stem(word: string): string {
  for (const ending of endings) {
    if (word.endsWith(ending) && word.length - ending.length >= 4) return word.slice(0, -ending.length);
  }
  return word;
}

/** 0..1: how much two texts share of their content words. */
export function wordOverlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  let common = 0;
  for (const word of left) if (right.has(word)) common += 1;
  return (2 * common) / (left.size + right.size);
}
