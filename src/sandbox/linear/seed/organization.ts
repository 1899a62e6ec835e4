import { steadyUuid } from '../ids.ts';
import type {
  LabelRow,
  MilestoneRow,
  ProjectRow,
  StateRow,
  StateType,
  Tables,
  TeamRow,
  UserRow,
} from '../records.ts';

/** Somebody who is in Slack and in Linear; the e-mail is what they have in common. */
export interface SeedPerson {
  name: string;
  email: string;
  admin?: boolean;
  guest?: boolean;
}

/** The people every forged Slack starts with. */
export const sandboxPeople: readonly SeedPerson[] = [
  { name: 'Ada Lovelace', email: 'ada@sandbox.example', admin: true },
  { name: 'Grace Hopper', email: 'grace@sandbox.example' },
  { name: 'Linus Pauling', email: 'linus@sandbox.example', guest: true },
];

/** Ids anyone may rely on: the same in every sandbox. */
export const linearId = {
  user: (email: string) => steadyUuid('user', email),
  team: (key: string) => steadyUuid('team', key),
  state: (teamKey: string, name: string) => steadyUuid('state', teamKey, name),
  label: (name: string) => steadyUuid('label', name),
  project: (name: string) => steadyUuid('project', name),
  milestone: (project: string, name: string) => steadyUuid('milestone', project, name),
  issue: (identifier: string) => steadyUuid('issue', identifier),
};

const states: readonly [string, StateType, string][] = [
  ['Backlog', 'backlog', '#bec2c8'],
  ['Todo', 'unstarted', '#e2e2e2'],
  ['In Progress', 'started', '#f2c94c'],
  ['In Review', 'started', '#0f783c'],
  ['Done', 'completed', '#5e6ad2'],
  ['Canceled', 'canceled', '#95a2b3'],
];
const teams: readonly { key: string; name: string; private?: boolean; guests?: boolean }[] = [
  { key: 'ENG', name: 'Engineering', guests: true },
  { key: 'DES', name: 'Design' },
  { key: 'GRO', name: 'Growth' },
  { key: 'LEA', name: 'Leadership', private: true },
];
const labels: readonly { name: string; color: string; team?: string; group?: boolean; parent?: string }[] = [
  { name: 'Bug', color: '#eb5757' },
  { name: 'Feature', color: '#bb87fc' },
  { name: 'Improvement', color: '#4ea7fc' },
  { name: 'Customer', color: '#f2994a', group: true },
  { name: 'Enterprise', color: '#f2994a', parent: 'Customer' },
  { name: 'Infrastructure', color: '#26b5ce', team: 'ENG' },
  { name: 'Research', color: '#4cb782', team: 'DES' },
];
const projects: readonly { name: string; teams: string[]; state: string; milestones: string[] }[] = [
  { name: 'Pricing relaunch', teams: ['ENG', 'GRO'], state: 'started', milestones: ['Beta', 'Launch'] },
  { name: 'Onboarding', teams: ['ENG', 'DES'], state: 'started', milestones: ['Prototype', 'Rollout'] },
  { name: 'Mobile app', teams: ['ENG'], state: 'planned', milestones: [] },
  { name: 'Website refresh', teams: ['DES', 'GRO'], state: 'completed', milestones: [] },
];

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

function userRows(people: readonly SeedPerson[], times: Times): UserRow[] {
  const person = (given: SeedPerson, more: Partial<UserRow> = {}): UserRow => ({
    id: linearId.user(given.email),
    name: given.name,
    displayName: given.email.split('@')[0] ?? given.name,
    email: given.email,
    active: true,
    admin: given.admin ?? false,
    guest: given.guest ?? false,
    app: false,
    ...times,
    ...more,
  });
  return [
    ...people.map((one) => person(one)),
    person({ name: 'Margaret Hamilton', email: 'margaret@sandbox.example' }), // in Linear but not in Slack
    person({ name: 'Alan Kay', email: 'alan@sandbox.example' }, { active: false }),
    person({ name: 'Lookout', email: 'lookout@oauthapp.linear.example' }, { app: true }),
  ];
}

function teamRows(users: readonly UserRow[], times: Times): TeamRow[] {
  const staff = users.filter((user) => user.active && !user.app && !user.guest);
  return teams.map((team) => ({
    id: linearId.team(team.key),
    key: team.key,
    name: team.name,
    private: team.private ?? false,
    memberIds: (team.private
      ? staff.slice(0, 2)
      : [...staff, ...users.filter((user) => user.guest && team.guests)]
    ).map((user) => user.id),
    defaultStateId: linearId.state(team.key, 'Backlog'),
    lastNumber: 0,
    ...times,
  }));
}

interface Times {
  createdAt: string;
  updatedAt: string;
  archivedAt: null;
}

const stateRows = (times: Times): StateRow[] =>
  teams.flatMap(({ key }) =>
    states.map(([name, type, color], position) => ({
      id: linearId.state(key, name),
      name,
      type,
      color,
      position,
      teamId: linearId.team(key),
      ...times,
    })),
  );

const labelRows = (times: Times): LabelRow[] =>
  labels.map((label) => ({
    id: linearId.label(label.name),
    name: label.name,
    color: label.color,
    description: null,
    isGroup: label.group ?? false,
    parentId: label.parent ? linearId.label(label.parent) : null,
    teamId: label.team ? linearId.team(label.team) : null,
    ...times,
  }));

const projectRows = (times: Times): ProjectRow[] =>
  projects.map((project) => ({
    id: linearId.project(project.name),
    name: project.name,
    slugId: steadyUuid('slug', project.name).slice(0, 12).replace('-', ''),
    description: '',
    state: project.state,
    teamIds: project.teams.map(linearId.team),
    leadId: null,
    targetDate: null,
    ...times,
  }));

const milestoneRows = (times: Times): MilestoneRow[] =>
  projects.flatMap((project) =>
    project.milestones.map((name, sortOrder) => ({
      id: linearId.milestone(project.name, name),
      name,
      description: null,
      projectId: linearId.project(project.name),
      sortOrder,
      targetDate: null,
      ...times,
    })),
  );

/** An organisation at work: four teams (one private), their states, labels, projects and people; no issues yet. */
export function seedOrganization(people: readonly SeedPerson[], since: string): Tables {
  const times: Times = { createdAt: since, updatedAt: since, archivedAt: null };
  const users = userRows(people, times);
  return {
    organization: { id: steadyUuid('organization'), name: 'Sandbox', urlKey: 'sandbox', ...times },
    users: byId(users),
    teams: byId(teamRows(users, times)),
    states: byId(stateRows(times)),
    labels: byId(labelRows(times)),
    projects: byId(projectRows(times)),
    milestones: byId(milestoneRows(times)),
    issues: new Map(),
    comments: new Map(),
    attachments: new Map(),
    history: new Map(),
    webhooks: new Map(),
  };
}
