import type { Node } from 'oxc-parser';
import { isCallee } from './globals.ts';
import { productFiles, type Rule } from './house.ts';
import { walk } from './source.ts';

export const jobNames: Rule = {
  says: 'a job is named flow.verb and stands in the contract of its flow',
  check: (house) =>
    productFiles(house).flatMap((file) => {
      // A door has jobs too (it stores an event before it acks); `slack-door.ts` names them `slack.verb`.
      const flow = /^src\/contracts\/([^/]+?)(?:-door)?\.ts$/.exec(file.path)?.[1];
      const problems: string[] = [];
      walk(file.program, (node, parent) => {
        if (node.type !== 'ObjectExpression' || !isCallee(parent, 'defineJobs')) return;
        if (!flow)
          problems.push(
            `${file.path}:${file.lineOf(node)} defines jobs: they belong in src/contracts/<flow>.ts`,
          );
        for (const name of jobsOf(node))
          if (flow && !new RegExp(`^${flow}\\.[a-z][a-zA-Z]*$`).test(name))
            problems.push(`${file.path} names a job ${name}: ${flow}.<verb> is expected`);
      });
      return problems;
    }),
  broken: [
    {
      files: { 'src/contracts/content.ts': "defineJobs({ 'content.fetch': {}, 'fetchPage': {} });" },
      problem: 'fetchPage',
    },
    {
      files: { 'src/contracts/content.ts': "defineJobs({ 'monitor.fetch': {} });" },
      problem: 'content.<verb>',
    },
    {
      files: { 'src/contracts/content.ts': "defineJobs({ 'content.Fetch-Page': {} });" },
      problem: 'content.<verb>',
    },
    {
      files: { 'src/queue/jobs.ts': "defineJobs({ 'queue.sweep': {} });" },
      problem: 'belong in src/contracts',
    },
  ],
  kept: [
    {
      'src/contracts/content.ts':
        "export const contentJobs = defineJobs({ 'content.fetch': { payload: z.object({}) } });",
    },
    {
      'src/contracts/slack-door.ts': "defineJobs({ 'slack.event': {} });",
      'src/contracts/assistant.ts': 'defineJobs({});',
    },
  ],
};

function jobsOf(node: Node): string[] {
  if (node.type !== 'ObjectExpression') return [];
  return node.properties.flatMap((property) => {
    if (property.type !== 'Property') return ['...'];
    if (property.key.type === 'Literal') return [String(property.key.value)];
    return property.key.type === 'Identifier' ? [property.key.name] : ['[computed]'];
  });
}
