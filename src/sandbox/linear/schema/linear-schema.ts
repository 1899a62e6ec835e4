import { readdirSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { LookoutError } from '../../../kit/errors.ts';
import { rebuildSdl } from './rebuild-sdl.ts';

/** Linear's SDL as the installed `@linear/sdk` knows it. Throws unavailable when the package is not there. */
export function linearSdl(): string {
  const manifest = findPackageJSON('@linear/sdk', import.meta.url);
  const folder = manifest && join(dirname(manifest), 'dist');
  const file = folder && readdirSync(folder).find((name) => /^index-.*\.d\.mts$/.test(name));
  if (!folder || !file) throw new LookoutError('unavailable', '@linear/sdk has no declarations to read');
  return rebuildSdl(readFileSync(join(folder, file), 'utf8'));
}

let schema: GraphQLSchema | undefined;

/** Linear's schema, built when first asked for (about half a second) and kept. */
export function linearSchema(): GraphQLSchema {
  schema ??= buildSchema(linearSdl(), { assumeValid: true, assumeValidSDL: true });
  return schema;
}
