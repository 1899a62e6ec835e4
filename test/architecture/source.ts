import { posix } from 'node:path';
import { type Node, parseSync } from 'oxc-parser';

export interface ImportedName {
  /** The name in the other module; undefined for `import * as x` and `import x`. */
  name: string | undefined;
  typeOnly: boolean;
}

/** One way a file reaches another: an import, a re-export, a dynamic import or a worker's address. */
export interface Import {
  specifier: string;
  /** Path from the root of the repository; undefined for packages. */
  target: string | undefined;
  /** Undefined where the names cannot be told, as in `await import(...)`. */
  names: readonly ImportedName[] | undefined;
  typeOnly: boolean;
  line: number;
}

export interface SourceFile {
  path: string;
  lineCount: number;
  isTest: boolean;
  imports: readonly Import[];
  exports: readonly string[];
  program: Node;
  lineOf(node: { start: number }): number;
}

/** Reads one file into what the rules look at. Paths have forward slashes and start at the root of the repository. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const lineOf = ({ start }: { start: number }) => text.slice(0, start).split('\n').length;
  const make = (
    specifier: string,
    start: number,
    names?: readonly ImportedName[],
    typeOnly = false,
  ): Import => ({
    specifier,
    target: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined,
    names,
    typeOnly,
    line: lineOf({ start }),
  });
  const imports: Import[] = module.staticImports.map(({ moduleRequest, entries, start }) =>
    make(
      moduleRequest.value,
      start,
      entries.map((entry) => ({ name: entry.importName.name ?? undefined, typeOnly: entry.isType })),
      entries.length > 0 && entries.every((entry) => entry.isType),
    ),
  );
  for (const entry of module.staticExports.flatMap((statement) => statement.entries))
    if (entry.moduleRequest)
      imports.push(
        make(
          entry.moduleRequest.value,
          entry.start,
          [{ name: entry.importName.name ?? undefined, typeOnly: entry.isType }],
          entry.isType,
        ),
      );
  for (const { moduleRequest, start } of module.dynamicImports) {
    const written = text.slice(moduleRequest.start, moduleRequest.end);
    const literal = /^(['"`])([^$]*)\1$/.exec(written)?.[2];
    if (literal !== undefined) imports.push(make(literal, start));
  }
  walk(program, (node) => {
    const address = workerAddress(node);
    if (address) imports.push(make(address, node.start));
  });
  return {
    path,
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    isTest: isTestFile(path),
    imports,
    exports: module.staticExports.flatMap((statement) =>
      statement.entries.map((entry) => entry.exportName.name ?? ''),
    ),
    program,
    lineOf,
  };
}

/** `@slack/bolt` of `@slack/bolt/dist/App.js`. */
export const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Tests, and what only tests use: `serve-for-test.ts`. */
export const isTestFile = (path: string): boolean => /(?:\.test|-for-test)\.tsx?$/.test(path);

/** `new URL('./extract-worker.ts', import.meta.url)` runs that file as surely as an import does. */
function workerAddress(node: Node): string | undefined {
  if (node.type !== 'NewExpression' || !isIdentifier(node.callee, 'URL')) return undefined;
  const [address, base] = node.arguments;
  if (address?.type !== 'Literal' || typeof address.value !== 'string' || base?.type !== 'MemberExpression')
    return undefined;
  return /^\.{1,2}\/.*\.ts$/.test(address.value) ? address.value : undefined;
}

export const isIdentifier = (node: { type: string } | null | undefined, name: string): boolean =>
  node?.type === 'Identifier' && 'name' in node && node.name === name;

/** Where a node stands: its parent, and the field of the parent that holds it. */
export type Visit = (node: Node, parent: Node | undefined, field: string) => void;

/** Every node of the tree, parents first. */
export function walk(node: Node, visit: Visit, parent?: Node, field = ''): void {
  visit(node, parent, field);
  for (const [name, value] of Object.entries(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) walk(child, visit, node, name);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
