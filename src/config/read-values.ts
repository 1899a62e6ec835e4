import type { Variable } from './variable.ts';
import { type Values, type VariableName, variables } from './variables.ts';

/** Why a start is refused: the variables to look at and a sentence for a person. */
export interface Problem {
  names: readonly VariableName[];
  sentence: string;
}

/** Every variable as its own type, or the list of those that cannot be read. An empty value counts as unset. */
export function readValues(
  env: Record<string, string | undefined>,
): { values: Values } | { problems: Problem[] } {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const name of Object.keys(variables) as VariableName[]) {
    const variable: Variable<unknown> = variables[name];
    const written = env[name]?.trim() || undefined;
    const raw = written ?? variable.fallback;
    if (raw === undefined) continue;
    const read = variable.read.safeParse(raw);
    if (read.success) values[name] = read.data;
    else problems.push({ names: [name], sentence: refusal(name, variable, raw) });
  }
  // Each key was read by the reader its type is inferred from, and a missing key is one without a default.
  return problems.length > 0 ? { problems } : { values: values as Values };
}

function refusal(name: string, { expects, secret }: Variable<unknown>, raw: string): string {
  return secret
    ? `${name} should be ${expects}.`
    : `${name} should be ${expects}; it is ${JSON.stringify(raw)}.`;
}
