/** What in a sentence says that something is to be done, and by whom. */
export type CueKind =
  | 'promise' // I will
  | 'offer' // I can, let me
  | 'own-need' // I have to
  | 'request' // could you, please
  | 'assign-you' // you will, you are going to
  | 'assign-other' // Poppy will, marketing is going to
  | 'agreed' // she agreed to
  | 'group-plan' // we will
  | 'group-need' // we have to
  | 'open-need' // somebody needs to, it has to be sent
  | 'explicit' // action item:, your task is to
  | 'imperative'; // Jonas, rotate the keys

export interface Cue {
  kind: CueKind;
  /** Who the words name, in lower case: "i", "you", "poppy and tara", "industrial designer"; empty when nobody. */
  subject: string;
  /** What is to be done: the words after the cue, as in `tidy`. */
  task: string;
  /** Its first word in base form, lower case. */
  verb: string;
  /** "will be working": a division of labour rather than a thing said in passing. */
  progressive: boolean;
  negated: boolean;
  /** What stands before the cue in its clause, lower case. */
  prefix: string;
}

/** How a language says it. */
export interface Language {
  code: string;
  /** German, Dutch, Japanese: the task's verb comes at the end. */
  verbLast?: boolean;
  /** Frequent small words that tell the language. */
  marks: readonly string[];
  findCues(unit: { tidy: string; lower: string }, people: PeopleWords): Cue[];
  hedge: RegExp;
  condition: RegExp;
  negation: RegExp;
  /** "always", "usually", "at my old company". */
  habit: RegExp;
  /** Due soon or on a day: whatever makes a promise a dated one. */
  date: RegExp;
  /** "right now", "for a second": done before the meeting is over. */
  immediate: RegExp;
  acceptance: RegExp;
  weakAcceptance: RegExp;
  refusal: RegExp;
  wrapUp: RegExp;
  decision: RegExp;
  urgent: RegExp;
  high: RegExp;
  low: RegExp;
  /** Pronouns that stand for something said before. */
  bareObject: RegExp;
}

/** Words that stand for people of this meeting. */
export interface PeopleWords {
  /** First names, full names and roles in lower case. */
  names: ReadonlySet<string>;
}
