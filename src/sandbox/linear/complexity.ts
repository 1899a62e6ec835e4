import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const defaultPage = 50;
const objectPoints = 1;
const propertyPoints = 0.1;

/**
 * What a document costs as Linear counts it: a tenth of a point a property, a point an object, a connection’s
 * contents times its page size (50 unless the document says otherwise). Whole points, rounded up.
 */
export function complexityOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): number {
  const types = new TypeInfo(schema);
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const pageSize = (value: { kind: string } | undefined): number | undefined => {
    if (!value) return undefined;
    if (value.kind === Kind.INT && 'value' in value) return Number(value.value);
    if (value.kind !== Kind.VARIABLE || !('name' in value)) return undefined;
    const given = variables[(value.name as { value: string }).value];
    return typeof given === 'number' ? given : undefined;
  };
  let points = 0;
  const times: number[] = [1];
  const count = (node: Parameters<typeof visit>[0], info: TypeInfo): void => {
    visit(
      node,
      visitWithTypeInfo(info, {
        Field: {
          enter: (field) => {
            const type = info.getType();
            const named = type && getNamedType(type);
            const outer = times.at(-1) ?? 1;
            points += outer * (isCompositeType(named) ? objectPoints : propertyPoints);
            const args = field.arguments ?? [];
            const asked = args.find((one) => one.name.value === 'first' || one.name.value === 'last');
            const isConnection = /(Connection|SearchPayload)$/.test(named?.name ?? '');
            times.push(isConnection ? outer * (pageSize(asked?.value) ?? defaultPage) : outer);
          },
          leave: () => {
            times.pop();
          },
        },
        FragmentSpread: {
          enter: (spread) => {
            const fragment = fragments.get(spread.name.value);
            if (fragment) count(fragment, new TypeInfo(schema));
          },
        },
        FragmentDefinition: { enter: (definition) => (definition === node ? undefined : false) },
      }),
    );
  };
  count(document, types);
  return Math.ceil(points);
}
