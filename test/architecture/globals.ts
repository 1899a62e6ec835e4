import type { Node } from 'oxc-parser';
import { isIdentifier, type SourceFile, walk } from './source.ts';

export interface GlobalUse {
  /** `fetch`, `process.env`, `Date.now`: without `globalThis.`. */
  name: string;
  node: Node;
  parent: Node | undefined;
  line: number;
}

/**
 * Uses of what the runtime hands to every file. A name the file declares or imports itself is not the global one.
 * For `a.b` of a global `a`, both `a` and `a.b` are reported.
 */
export function globalUses(file: SourceFile): GlobalUse[] {
  const own = ownNames(file.program);
  const uses: GlobalUse[] = [];
  const report = (name: string, node: Node, parent: Node | undefined) =>
    uses.push({ name, node, parent, line: file.lineOf(node) });
  walk(file.program, (node, parent, field) => {
    if (node.type === 'Identifier' && isReference(parent, field) && !own.has(node.name))
      report(node.name, node, parent);
    const path = memberPath(node);
    if (path && !own.has(path[0] ?? '')) {
      const name = path.filter((part, at) => at > 0 || part !== 'globalThis').join('.');
      report(name, node, parent);
    }
    for (const name of destructured(node)) if (!own.has(name.split('.')[0] ?? '')) report(name, node, parent);
  });
  return uses;
}

const namingFields = new Set(['key', 'property', 'imported', 'exported', 'label']);

function isReference(parent: Node | undefined, field: string): boolean {
  if (!parent || parent.type === 'TSTypeQuery' || parent.type === 'TSQualifiedName') return false;
  if (parent.type === 'TSTypeReference') return false;
  return !namingFields.has(field) || ('computed' in parent && parent.computed === true);
}

/** `a.b.c` and `a['b']` as parts; undefined for anything else. */
function memberPath(node: Node): string[] | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const object = node.object.type === 'Identifier' ? [node.object.name] : memberPath(node.object);
  const property =
    !node.computed && node.property.type === 'Identifier'
      ? node.property.name
      : node.property.type === 'Literal' && typeof node.property.value === 'string'
        ? node.property.value
        : undefined;
  return object && property !== undefined ? [...object, property] : undefined;
}

/** `const { env } = process` uses `process.env`. */
function destructured(node: Node): string[] {
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'ObjectPattern') return [];
  const source = node.init?.type === 'Identifier' ? node.init.name : undefined;
  if (!source) return [];
  return node.id.properties.flatMap((property) =>
    property.type === 'Property' && property.key.type === 'Identifier'
      ? [`${source}.${property.key.name}`]
      : [],
  );
}

function ownNames(program: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const declare = (pattern: Node | null | undefined): void => {
    if (pattern?.type === 'Identifier') names.add(pattern.name);
    else if (pattern?.type === 'ObjectPattern')
      for (const property of pattern.properties)
        declare(property.type === 'Property' ? property.value : property.argument);
    else if (pattern?.type === 'ArrayPattern') for (const element of pattern.elements) declare(element);
    else if (pattern?.type === 'AssignmentPattern') declare(pattern.left);
    else if (pattern?.type === 'RestElement') declare(pattern.argument);
  };
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration') declare(node.id);
    if (node.type === 'ClassDeclaration') declare(node.id);
    if ('params' in node && Array.isArray(node.params)) for (const param of node.params) declare(param);
    if (node.type.startsWith('Import') && 'local' in node) declare(node.local);
    if (node.type === 'CatchClause') declare(node.param);
  });
  return names;
}

export const isCallOf = ({ node, parent }: GlobalUse): boolean =>
  (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === node;

export const isCallee = (parent: Node | undefined, name: string): boolean =>
  parent?.type === 'CallExpression' && isIdentifier(parent.callee, name);
