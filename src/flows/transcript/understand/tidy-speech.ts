interface Rewrite {
  /** Asked first, because it costs less than the pattern. */
  needs?: RegExp;
  pattern: RegExp;
  by: string;
}

/** How people speak, rewritten as they would have written it; in this order. */
const rewrites: readonly Rewrite[] = [
  { needs: /[‘’ʼ]/, pattern: /[‘’ʼ]/g, by: "'" },
  { needs: /[“”„«»]/, pattern: /[“”„«»]/g, by: '"' },
  { pattern: /\b(?:u+m+|u+h+|e+r+m*|a+h+|mm+|m+-?hmm*|h+m+|eh)\b(?!['-])[,.]?/gi, by: ' ' },
  // Words that were broken off: "min- minutes", "I thi- I think".
  { needs: /-[\s,.]/, pattern: /(?<![\p{L}\p{N}])\p{L}+-(?=[\s,.])/gu, by: ' ' },
  { pattern: /\b(?:you know|i mean|kind of|sort of|as i said|obviously|basically)\b,?/gi, by: ' ' },
  { needs: /okay|right|yeah/i, pattern: /,?\s*\b(?:okay|alright|right|yeah)\b\s*(?=[,.?!]|$)/gi, by: ' ' },
  { needs: /go[nt]+a/i, pattern: /\bgon+a\b/gi, by: 'going to' },
  { needs: /wanna/i, pattern: /\bwanna\b/gi, by: 'want to' },
  { needs: /got/i, pattern: /\b(?:gotta|got to)\b/gi, by: 'have to' },
  ...contractions(),
  { pattern: /\s+/g, by: ' ' },
  // "the the", "could you could you": said twice, meant once.
  {
    needs: /\b(\w+(?: \w+)?),? \1\b/i,
    pattern: /(?<![\p{L}\p{N}'])([\p{L}']+(?: [\p{L}']+)?)(?:,? \1)+(?![\p{L}\p{N}'])/giu,
    by: '$1',
  },
  { pattern: / +([,.;:?!…])/g, by: '$1' },
  // "let's, target the", "just… send me": nothing ends on such a word, so it was a pause.
  {
    needs: /[,…]|\.\./,
    pattern:
      /\b(let us|to|the|an?|our|their|your|my|his|will|can|could|should|would|must|just|probably|please|of|for|in|at|with|from|by|into|and|or|about|regarding|am|are|be|going)(?:,|…|\.\.+)+ /gi,
    by: '$1 ',
  },
  {
    pattern:
      /^(?:[,.;:–—\s-]|(?:so|and|but|okay|ok|well|yeah|yes|yep|no|oh|right|alright|then|now|cool|great|good|perfect|fine|sure|anyway|also|like|um|'kay|thanks|i think|i guess|i suppose)[,.;:!?\s]+(?=\S))+/i,
    by: '',
  },
];

function contractions(): Rewrite[] {
  const table: readonly (readonly [RegExp, string])[] = [
    [/\blet's\b/gi, 'let us'],
    [/\bwon't\b/gi, 'will not'],
    [/\b(?:can't|cannot)\b/gi, 'can not'],
    [/n't\b/gi, ' not'],
    [/'ll\b/gi, ' will'],
    [/'re\b/gi, ' are'],
    [/'ve\b/gi, ' have'],
    [/\bi'm\b/gi, 'I am'],
    [/\bi'd\b/gi, 'I would'],
    [/\b(he|she|it|that|there|what|who)'s(?= (?:going|not|gon|a|the|to))/gi, '$1 is'],
  ];
  return table.map(([pattern, by]) => ({ needs: /'|cannot/, pattern, by }));
}

/** Words without fillers, stutters and lead-ins; contractions written out. English, and harmless elsewhere. */
export function tidySpeech(said: string): string {
  let tidy = said;
  for (const { needs, pattern, by } of rewrites) {
    if (!needs || needs.test(tidy)) tidy = tidy.replace(pattern, by);
  }
  return tidy.trim();
}
