/** One declared type of the SDK: what it extends and its members, as TypeScript writes them. */
interface Declared {
  parents: string[];
  members: { name: string; type: string }[];
}

const builtIn = new Set(['ID', 'String', 'Boolean', 'Int', 'Float']);

/** The part of the declarations that mirrors the schema: without comments, and without the operations after it. */
function schemaPart(declarations: string): string {
  const bare = declarations.replace(/\/\*\*[\s\S]*?\*\//g, '');
  const operations = bare.search(/^type \w+Fragment = /m);
  return operations < 0 ? bare : bare.slice(0, operations);
}

function readTypes(text: string): Map<string, Declared> {
  const types = new Map<string, Declared>();
  for (const [, name = '', parents = '', body = ''] of text.matchAll(
    /^type (\w+) = ((?:\w+ & )*)\{\n([\s\S]*?)^\};/gm,
  )) {
    types.set(name, {
      parents: parents.split(' & ').filter(Boolean),
      members: [...body.matchAll(/^ {2}(\w+)\??: ([\s\S]*?);$/gm)].map(([, member = '', type = '']) => ({
        name: member,
        type,
      })),
    });
  }
  return types;
}

/** `Maybe<Array<Scalars["ID"]>>` as `[ID!]`. */
function toGraphql(type: string): string {
  const optional = /^(?:Input)?Maybe<(.*)>$/s.exec(type);
  if (optional?.[1]) return toGraphql(optional[1]).replace(/!$/, '');
  const list = /^Array<(.*)>$/s.exec(type);
  if (list?.[1]) return `[${toGraphql(list[1])}]!`;
  return `${/^Scalars\["(\w+)"\]$/.exec(type)?.[1] ?? type}!`;
}

const namesIn = (type: string): string[] => type.match(/\w+/g) ?? [];

/** Every type that can be reached from the arguments of fields: those are the inputs. */
function inputNames(types: ReadonlyMap<string, Declared>): Set<string> {
  const found = new Set<string>();
  const waiting = [...types].filter(([name]) => name.endsWith('Args')).map(([, declared]) => declared);
  for (let declared = waiting.pop(); declared; declared = waiting.pop()) {
    for (const name of declared.members.flatMap((member) => namesIn(member.type))) {
      const next = types.get(name);
      if (!next || name === 'Scalars' || found.has(name)) continue;
      found.add(name);
      waiting.push(next);
    }
  }
  return found;
}

/**
 * Rebuilds Linear's schema from the type declarations that ship with `@linear/sdk` (the package has no schema
 * file): objects carry `__typename`, interfaces are what they extend, inputs are what arguments reach.
 */
export function rebuildSdl(declarations: string): string {
  const text = schemaPart(declarations);
  const types = readTypes(text);
  const isObject = (name: string) =>
    types.get(name)?.members.some((member) => member.name === '__typename') ?? false;
  const interfaces = new Set([...types.values()].flatMap((declared) => declared.parents));
  const inputs = inputNames(types);
  const argsByPlace = new Map(
    [...types]
      .filter(([name]) => name.endsWith('Args') && !isObject(name))
      .map(([name, declared]) => [name.toLowerCase(), declared.members]),
  );
  const members = (name: string, withArguments: boolean): string =>
    (types.get(name)?.members ?? [])
      .filter((member) => member.name !== '__typename')
      .map((member) => {
        const args = withArguments ? argsByPlace.get(`${name}${member.name}args`.toLowerCase()) : undefined;
        const list = args?.map((arg) => `${arg.name}: ${toGraphql(arg.type)}`).join(', ');
        return `  ${member.name}${list ? `(${list})` : ''}: ${toGraphql(member.type)}`;
      })
      .join('\n');

  const sdl: string[] = [];
  for (const scalar of types.get('Scalars')?.members ?? [])
    if (!builtIn.has(scalar.name)) sdl.push(`scalar ${scalar.name}`);
  for (const [name, { parents }] of types) {
    const extended = parents.length > 0 ? ` implements ${parents.join(' & ')}` : '';
    if (interfaces.has(name)) sdl.push(`interface ${name}${extended} {\n${members(name, true)}\n}`);
    else if (isObject(name)) sdl.push(`type ${name}${extended} {\n${members(name, true)}\n}`);
    else if (inputs.has(name)) sdl.push(`input ${name} {\n${members(name, false)}\n}`);
  }
  for (const [, name = '', list = ''] of text.matchAll(/^type (\w+) = ((?:\w+ \| )+\w+);$/gm))
    if (list.split(' | ').every(isObject)) sdl.push(`union ${name} = ${list}`);
  for (const [, name = '', body = ''] of text.matchAll(/^declare enum (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const values = [...body.matchAll(/= "([^"]+)"/g)].map(([, value]) => value);
    if (values.length > 0) sdl.push(`enum ${name} { ${values.join(' ')} }`);
  }
  return sdl.join('\n');
}
