/** What the engine's noise codes mean to people, as the end of "12 × …". */
const words: Record<string, string> = {
  moved: 'lines that only changed places',
  learnt: 'parts that alternate on this page',
  formatting: 'spacing and markup',
  punctuation: 'punctuation',
  filler: 'filler words',
  repeated: 'lines that stand on the page already',
  renumbered: 'clause numbers that shifted',
  email_obfuscation: 'hidden e-mail addresses',
  updated_line: '"last updated" lines',
  relative_time: '"… ago" and the like',
  clock_time: 'clocks',
  counter: 'counters',
  copyright_year: 'copyright years',
  build_number: 'build numbers',
  token: 'random tokens',
  cache_buster: 'version marks of files',
};

/** A code the table does not know is shown as it is written, so that nothing is left out without a reason. */
export const labelOfNoise = (noise: string): string => words[noise] ?? noise.replaceAll('_', ' ');
