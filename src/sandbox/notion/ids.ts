import { invalid } from './notion-error.ts';

/** Ids every forged Notion starts with, in Notion's shape (UUID v4). */
export const notionIds = {
  workspace: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d01',
  integration: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d02',
  subscription: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d03',
  bot: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d10',
  ada: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d11',
  grace: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d12',
  linus: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d13',
  /** A page shared with the connection: a place for a meetings database. */
  workPage: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d21',
  /** A page of requirements below it. */
  requirementsPage: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d22',
  /** Another, with all that such pages have: ranks, a table, what is folded away, what is out of scope, questions. */
  billingPage: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d24',
  /** A page nobody shared. */
  privatePage: '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d23',
} as const;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The UUID with its dashes; Notion takes ids with and without. Throws validation_error on anything else. */
export function readId(value: unknown, where: string): string {
  const hex = typeof value === 'string' ? value.toLowerCase().replaceAll('-', '') : '';
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (!uuid.test(id)) {
    throw invalid(`${where} failed validation: ${where} should be a valid uuid, instead was \`"${value}"\`.`);
  }
  return id;
}
