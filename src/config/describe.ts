import type { Variable } from './variable.ts';
import { variableGroups } from './variables.ts';

export interface VariableDescription {
  name: string;
  group: string;
  about: string;
  expects: string;
  default: string | undefined;
  example: string | undefined;
  secret: boolean;
}

/** Every variable in the order of `.env.example`, for the doctor and for documents. */
export function describeVariables(): VariableDescription[] {
  return variableGroups.flatMap(({ title, variables }) =>
    Object.entries<Variable<unknown>>(variables).map(([name, variable]) => ({
      name,
      group: title,
      about: variable.about,
      expects: variable.expects,
      default: variable.fallback,
      example: variable.example,
      secret: variable.secret ?? false,
    })),
  );
}

/** The whole of `.env.example`. Every line is a comment, so that a copy of it changes nothing until it is edited. */
export function renderEnvExample(): string {
  const lines = [
    '# Settings of Lookout. Copy this file to .env and take away the # of what you set; none is needed to try it.',
    '# The real environment wins over .env. An empty value counts as unset.',
    '# Made from src/config/variables/ by `npx vitest run --project unit src/config -u`.',
  ];
  let group = '';
  for (const variable of describeVariables()) {
    if (variable.group !== group) lines.push('', '', `# ===== ${variable.group} =====`);
    group = variable.group;
    lines.push('', ...wrap(variable.about), ...wrap(`Expected: ${variable.expects}.${defaultOf(variable)}`));
    lines.push(`#${variable.name}=${quoted(variable.default ?? variable.example ?? '')}`);
  }
  return `${lines.join('\n')}\n`;
}

const defaultOf = (variable: VariableDescription) =>
  variable.default === undefined ? ' Unset by default.' : ` Default: ${variable.default}.`;

const quoted = (value: string) => (/[\s#<>]/.test(value) ? `"${value}"` : value);

function wrap(sentence: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of sentence.split(' ')) {
    if (`${line} ${word}`.length > 110) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
