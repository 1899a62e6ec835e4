import type { Rule } from './house.ts';

export const migrationNumbers: Rule = {
  says: 'migrations are numbered 000001, 000002, ... without a gap or a double',
  check: (house) => {
    const names = [...house.texts.keys()]
      .filter((path) => path.startsWith('migrations/'))
      .map((path) => path.slice('migrations/'.length))
      .toSorted();
    return names.flatMap((name, at) => {
      const expected = String(at + 1).padStart(6, '0');
      if (!/^\d{6}_[a-z0-9_]+\.sql$/.test(name))
        return [`migrations/${name} should be named like ${expected}_what_it_does.sql`];
      return name.startsWith(expected) ? [] : [`migrations/${name} should have number ${expected}`];
    });
  },
  broken: [
    { files: { 'migrations/000001_a.sql': '', 'migrations/000003_b.sql': '' }, problem: 'number 000002' },
    { files: { 'migrations/000001_a.sql': '', 'migrations/000001_b.sql': '' }, problem: 'number 000002' },
    { files: { 'migrations/000001-a.sql': '' }, problem: 'named like 000001' },
    { files: { 'migrations/000001_a.sql': '', 'migrations/notes.txt': '' }, problem: 'notes.txt' },
  ],
  kept: [{ 'migrations/000002_add_alerts.sql': '', 'migrations/000001_start.sql': '' }, {}],
};
