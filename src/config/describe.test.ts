import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { describeVariables, renderEnvExample } from './describe.ts';
import { readValues } from './read-values.ts';
import { variables } from './variables.ts';

test('.env.example is what the table of variables says (-u writes it anew)', async () => {
  await expect(renderEnvExample()).toMatchFileSnapshot('../../.env.example');
});

test('every variable stands in exactly one group', () => {
  const names = describeVariables().map((variable) => variable.name);
  expect(names.toSorted()).toEqual(Object.keys(variables).toSorted());
});

test('an .env.example copied as it is changes nothing', () => {
  expect(parseEnv(renderEnvExample())).toEqual({});
});

test('every example with its # taken away is read without complaint', () => {
  const edited = parseEnv(renderEnvExample().replace(/^#(?=[A-Z_]+=)/gm, ''));
  expect(Object.keys(edited).toSorted()).toEqual(Object.keys(variables).toSorted());
  expect(readValues(edited)).not.toHaveProperty('problems');
});
