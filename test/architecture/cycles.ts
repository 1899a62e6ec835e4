import type { Rule } from './house.ts';

/** Types count too: two files that cannot be understood without each other are one file, or three. */
export const noCycles: Rule = {
  says: 'no file imports itself by a detour',
  check: (house) => {
    const targets = new Map(
      house.files.map((file) => [
        file.path,
        file.imports.flatMap((item) => (item.target ? [item.target] : [])),
      ]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const follow = (path: string, trail: readonly string[]): void => {
      const seenAt = trail.indexOf(path);
      if (seenAt >= 0) cycles.push([...trail.slice(seenAt), path].join(' -> '));
      if (seenAt >= 0 || done.has(path)) return;
      for (const target of targets.get(path) ?? []) follow(target, [...trail, path]);
      done.add(path);
    };
    for (const path of targets.keys()) follow(path, []);
    return cycles.map((cycle) => `${cycle}: move what both need into a file of its own`);
  },
  broken: [
    {
      files: {
        'src/kit/a.ts': "import './b.ts';",
        'src/kit/b.ts': "export { c } from './c.ts';",
        'src/kit/c.ts': "import type { A } from './a.ts';",
      },
      problem: 'src/kit/a.ts -> src/kit/b.ts -> src/kit/c.ts -> src/kit/a.ts',
    },
    { files: { 'src/kit/a.ts': "await import('./a.ts');" }, problem: 'src/kit/a.ts -> src/kit/a.ts' },
  ],
  kept: [
    {
      'src/kit/a.ts': "import './b.ts'; import './c.ts';",
      'src/kit/b.ts': "import './c.ts';",
      'src/kit/c.ts': '',
    },
  ],
};
