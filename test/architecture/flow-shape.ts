import { type House, productFiles, type Rule } from './house.ts';

export const flowShape: Rule = {
  says: 'every flow folder has the same shape: index.ts with create<Name>Flow, and a contract of its name',
  check: (house) =>
    flowNames(house).flatMap((name) => [...indexProblems(house, name), ...contractProblems(house, name)]),
  broken: [
    { files: { 'src/flows/monitor/a.ts': '' }, problem: 'src/flows/monitor/index.ts is missing' },
    {
      files: { ...flow('monitor'), 'src/flows/monitor/index.ts': 'export const x = 1;' },
      problem: 'createMonitorFlow',
    },
    {
      files: { 'src/flows/monitor/index.ts': flow('monitor')['src/flows/monitor/index.ts'] ?? '' },
      problem: 'src/contracts/monitor.ts',
    },
    {
      files: { ...flow('monitor'), 'src/contracts/monitor.ts': 'export const x = 1;' },
      problem: 'monitorContract',
    },
  ],
  kept: [
    { ...flow('monitor'), 'src/flows/monitor/store-monitor.ts': '' },
    { ...flow('monitor'), 'src/flows/monitor/index.ts': "export { createMonitorFlow } from './flow.ts';" },
    {},
  ],
};

function flowNames(house: House): string[] {
  const names = productFiles(house).flatMap((file) => /^src\/flows\/([^/]+)\//.exec(file.path)?.[1] ?? []);
  return [...new Set(names)];
}

function indexProblems(house: House, name: string): string[] {
  const path = `src/flows/${name}/index.ts`;
  const index = house.files.find((file) => file.path === path);
  if (!index) return [`${path} is missing: a flow is entered by its index alone`];
  const wanted = `create${name.charAt(0).toUpperCase()}${name.slice(1)}Flow`;
  return index.exports.includes(wanted) ? [] : [`${path} should export ${wanted}`];
}

function contractProblems(house: House, name: string): string[] {
  const path = `src/contracts/${name}.ts`;
  const contract = house.files.find((file) => file.path === path);
  if (!contract) return [`${path} is missing: write what the flow ${name} answers and which jobs it takes`];
  return contract.exports.includes(`${name}Contract`) ? [] : [`${path} should export ${name}Contract`];
}

function flow(name: string): Record<string, string> {
  const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return {
    [`src/flows/${name}/index.ts`]: `export function create${capital}Flow() {}`,
    [`src/contracts/${name}.ts`]: `export const ${name}Contract = {};`,
  };
}
