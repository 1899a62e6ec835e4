import type { IssueRow, Tables } from '../records.ts';
import { linearId } from './organization.ts';

interface SeedIssue {
  team: string;
  title: string;
  state: string;
  description?: string;
  /** The part of the e-mail before the @. */
  assignee?: string;
  priority?: number;
  project?: string;
  milestone?: string;
  labels?: string[];
  estimate?: number;
  dueDate?: string;
  /** Number of the parent in the same team. */
  parent?: number;
}

const eng = (title: string, state: string, more: Partial<SeedIssue> = {}): SeedIssue => ({
  team: 'ENG',
  title,
  state,
  ...more,
});
const des = (title: string, state: string, more: Partial<SeedIssue> = {}): SeedIssue => ({
  team: 'DES',
  title,
  state,
  ...more,
});
const gro = (title: string, state: string, more: Partial<SeedIssue> = {}): SeedIssue => ({
  team: 'GRO',
  title,
  state,
  ...more,
});
const lea = (title: string, state: string, more: Partial<SeedIssue> = {}): SeedIssue => ({
  team: 'LEA',
  title,
  state,
  ...more,
});

const seeds: readonly SeedIssue[] = [
  eng('Checkout shows the old price after a plan change', 'In Progress', {
    description: 'A customer who switches from Team to Pro sees the Team price until they reload.',
    assignee: 'grace',
    priority: 1,
    project: 'Pricing relaunch',
    milestone: 'Beta',
    labels: ['Bug'],
    estimate: 3,
  }),
  eng('Annual billing with a discount', 'Todo', {
    description: 'Offer twelve months for the price of ten. Needs a proration rule.',
    assignee: 'ada',
    priority: 2,
    project: 'Pricing relaunch',
    milestone: 'Launch',
    labels: ['Feature'],
    estimate: 5,
  }),
  eng('Write the proration rule', 'Todo', { parent: 2, assignee: 'grace', project: 'Pricing relaunch' }),
  eng('Invoices in euros', 'Backlog', { project: 'Pricing relaunch', labels: ['Feature', 'Enterprise'] }),
  eng('Upgrade the database to version 18', 'In Review', {
    assignee: 'grace',
    priority: 3,
    labels: ['Infrastructure'],
    estimate: 8,
  }),
  eng('Login fails when the e-mail has a plus sign', 'Todo', {
    description: 'Signing in as name+tag@example.com answers 400.',
    priority: 2,
    labels: ['Bug'],
    assignee: 'linus',
  }),
  eng('Send a welcome e-mail on the first day', 'In Progress', {
    assignee: 'ada',
    project: 'Onboarding',
    milestone: 'Prototype',
    labels: ['Feature'],
  }),
  eng('Import contacts from a spreadsheet', 'Backlog', {
    project: 'Onboarding',
    milestone: 'Rollout',
    estimate: 5,
  }),
  eng('Push notifications', 'Backlog', { project: 'Mobile app', labels: ['Feature'] }),
  eng('Offline mode for the mobile app', 'Backlog', { project: 'Mobile app' }),
  eng('Nightly backup is not restored in tests', 'Done', { assignee: 'grace', labels: ['Infrastructure'] }),
  eng('Remove the legacy export', 'Canceled', { assignee: 'ada' }),
  eng('Search is slow with many projects', 'Todo', { priority: 3, labels: ['Improvement'] }),
  des('New empty state for the dashboard', 'In Progress', {
    assignee: 'margaret',
    project: 'Onboarding',
    milestone: 'Prototype',
  }),
  des('Interview five customers about onboarding', 'Todo', {
    assignee: 'margaret',
    project: 'Onboarding',
    labels: ['Research'],
    dueDate: '2027-02-12',
  }),
  des('Colours of the charts are hard to tell apart', 'Backlog', { labels: ['Bug'] }),
  des('Icons for the mobile app', 'Backlog'),
  des('Landing page layout', 'Done', { assignee: 'ada', project: 'Website refresh' }),
  gro('Announce the new pricing to customers', 'Todo', {
    description: 'E-mail to everybody on the old plans, two weeks before the launch.',
    assignee: 'ada',
    priority: 2,
    project: 'Pricing relaunch',
    milestone: 'Launch',
  }),
  gro('Compare our prices with the three competitors', 'In Progress', {
    assignee: 'grace',
    project: 'Pricing relaunch',
  }),
  gro('Case study with a large customer', 'Backlog', { labels: ['Enterprise'] }),
  gro('Referral programme', 'Backlog', { labels: ['Feature'] }),
  gro('Fix broken links in the help centre', 'Done', { assignee: 'margaret', labels: ['Bug'] }),
  lea('Budget for next year', 'In Progress', { assignee: 'ada', priority: 1 }),
  lea('Hire a head of support', 'Todo', { assignee: 'grace' }),
];

function userNamed(tables: Tables, name: string | undefined): string | null {
  return [...tables.users.values()].find((user) => user.displayName === name)?.id ?? null;
}

/** Twenty-five issues in all states; a day apart, so that their order is plain. */
export function seedIssues(tables: Tables, now: Date): void {
  for (const [index, seed] of seeds.entries()) {
    const team = tables.teams.get(linearId.team(seed.team));
    const state = tables.states.get(linearId.state(seed.team, seed.state));
    if (!team || !state) continue;
    team.lastNumber += 1;
    const at = new Date(now.getTime() - (seeds.length - index) * 86_400_000).toISOString();
    const { type } = state;
    const issue: IssueRow = {
      id: linearId.issue(`${seed.team}-${team.lastNumber}`),
      number: team.lastNumber,
      teamId: team.id,
      title: seed.title,
      description: seed.description ?? null,
      priority: seed.priority ?? 0,
      estimate: seed.estimate ?? null,
      dueDate: seed.dueDate ?? null,
      stateId: state.id,
      assigneeId: userNamed(tables, seed.assignee),
      delegateId: null,
      creatorId: userNamed(tables, 'ada'),
      projectId: seed.project ? linearId.project(seed.project) : null,
      projectMilestoneId:
        seed.project && seed.milestone ? linearId.milestone(seed.project, seed.milestone) : null,
      parentId: seed.parent ? linearId.issue(`${seed.team}-${seed.parent}`) : null,
      labelIds: (seed.labels ?? []).map(linearId.label),
      subscriberIds: [],
      sortOrder: -index,
      startedAt: type === 'started' || type === 'completed' ? at : null,
      completedAt: type === 'completed' ? at : null,
      canceledAt: type === 'canceled' ? at : null,
      trashed: null,
      previousIdentifiers: [],
      createAsUser: null,
      createdAt: at,
      updatedAt: at,
      archivedAt: null,
    };
    tables.issues.set(issue.id, issue);
  }
}
