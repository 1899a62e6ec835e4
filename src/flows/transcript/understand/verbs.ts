/** Verbs that name work with a result: what people promise, ask for and hand out at work. */
export const workVerbs = new Set(
  `add address adjust aim align amend analyse analyze announce answer apply approve arrange ask assemble assess assign attach audit
  automate back backport benchmark book bring build bump buy calculate call cancel capture cc chase check circulate clarify
  clean close code collate collect compare compile complete compose conduct configure confirm connect contact contribute
  convert coordinate collaborate communicate concentrate consult copy correct cost create cut debug define deliver demo deploy design determine develop disable discuss
  distribute document download draft draw drive edit email e-mail enable engage ensure escalate estimate evaluate examine
  execute expand explore export extend extract fetch figure file fill finalise finalize find finish fix focus follow format
  forward gather generate get give handle hire host implement import improve include incorporate inform install integrate interact
  interview introduce investigate invite issue join lead liaise link list log look mail make manage map measure
  meet merge message migrate mock model modify monitor move negotiate notify obtain open optimise optimize order
  organise organize outline own patch pay perform pick ping plan polish post prepare present print prioritise
  prioritize process produce propose prototype provide publish pull purchase push put raise reach rebuild
  record recruit reduce refactor refine register release remind remove rename renew reorganise reorganize replace reply
  report reproduce request research reserve resolve respond restart restore review revise rewrite rotate run schedule
  scope search secure select send set setup share ship sign simplify sketch solve sort specify split stabilise start submit
  summarise summarize supply sync take talk target test track train transfer translate triage try turn type update upgrade upload
  validate verify visit work write wire hook unblock onboard upgrade rerun tidy label tag cap throttle limit block disable
  restrict delete archive deprecate retire tune profile instrument encrypt localise localize proofread chase nudge warn
  transcribe recalculate reschedule reassign reindex reset resend rework redo`.split(/\s+/),
);

/** Verbs of thinking, being and talking in the room: what stands after "I will" in conversation without being work. */
export const weakVerbs = new Set(
  `be have think say know see go want tell show start begin stop come mention explain guess agree forget need mean feel
  sit stand leave use let keep press choose like love hate hope wish wait hear listen watch remember believe wonder suppose
  understand imagine notice admit argue bet take turn try give get put move`.split(/\s+/),
);

const workPhrase =
  /^(?:come up with|look (?:into|after|at)|figure out|find out|set up|take (?:care of|over|a look|the lead|minutes|notes)|have a look|put (?:together|up|into|in)|(?:put|bring|pull|get) .{2,60}? (?:together|into|ready|done|up to date|from|signed|approved|out|over)|(?:circle back|loop|reach out|follow up|check in|touch base)|get (?:back to|in touch|together with|hold of|a hold of)|sit down with|keep (?:\S+ ){1,4}(?:posted|updated|informed|in the loop|up to date)|give (?:\S+ ){1,3}(?:a call|a heads up|access)|think (?:about|of) (?:the|our|a|an|how|what|trend)\b|be (?:in charge of|responsible for)|do (?:the|our|my|your)|tell (?!you\b|us\b|me\b|them\b)\w+ (?:to|that|about)|stop (?:the|our|this|that) (?!recording|meeting|presentation|sharing|share|screen|call)\w+)\b/;

/** Whether a task begins with a phrase that is work although its verb alone is not: "come up with". */
export const isWorkPhrase = (task: string): boolean => workPhrase.test(task);

/** Words that follow a cue without being what is to be done: "I will into", "you have to with". */
export const neverVerbs = new Set(
  `a an the i you he she it we they this that these those my your his her our their in on at by for from with into of off
  out up down over about as and or but so if when where what why how who which there here first second then now not never
  yes no okay ok well all everything something nothing one two three very too more most much many mean guess either`.split(
    /\s+/,
  ),
);

/** Things that work produces: when one is to be sent, written or kept, it is work. */
export const deliverable =
  /\b(?:minutes|notes|reports?|summary|summaries|slides?|deck|presentations?|documents?|documentation|docs|plans?|drafts?|tickets?|issues?|e-?mails?|mails|invoices?|quotes?|proposals?|contracts?|agreements?|specs?|specifications?|spreadsheets?|sheets?|questionnaires?|surveys?|prototypes?|mock-?ups?|designs?|budgets?|estimates?|schedules?|timelines?|agenda|invitations?|invites?|meetings?|calls?|pull requests?|pr|release|patch|guide|runbook|checklists?|list|links?|templates?|feedback|results?|data|figures|numbers|tests?|benchmarks?|demo|brief|concept|analysis|strategy)\b/;

/** Past and present forms that no rule of `baseForm` reaches. */
const irregular: Readonly<Record<string, string>> = {
  done: 'do',
  made: 'make',
  written: 'write',
  sent: 'send',
  put: 'put',
  built: 'build',
  given: 'give',
  taken: 'take',
  found: 'find',
  kept: 'keep',
  sold: 'sell',
  told: 'tell',
  held: 'hold',
  met: 'meet',
  run: 'run',
  set: 'set',
  drawn: 'draw',
  getting: 'get',
  putting: 'put',
  running: 'run',
  setting: 'set',
  cutting: 'cut',
  planning: 'plan',
  mapping: 'map',
  scheduling: 'schedule',
  doing: 'do',
  being: 'be',
  having: 'have',
  using: 'use',
  keeping: 'keep',
  meeting: 'meet',
};

const known = (word: string): boolean => workVerbs.has(word) || weakVerbs.has(word);

/** "working" -> "work", "preparing" -> "prepare", "updated" -> "update"; undefined for what is no such form. */
export function baseForm(word: string): string | undefined {
  const irregularBase = irregular[word];
  if (irregularBase) return irregularBase;
  const stem = /^(.{2,})(?:ing|ed)$/.exec(word)?.[1];
  if (stem === undefined) return undefined;
  if (word.endsWith('ied')) return `${word.slice(0, -3)}y`;
  if (known(stem)) return stem;
  if (known(`${stem}e`)) return `${stem}e`;
  const single = stem.replace(/([b-df-hj-np-tv-z])\1$/, '$1');
  if (known(single)) return single;
  return /(?:[aiou]t|[^aeiou][aiou][vzcsgr]|[aeiou]{2}[vzs]|u[rlmst])$/.test(stem) ? `${stem}e` : stem;
}
