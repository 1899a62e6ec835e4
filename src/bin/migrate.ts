import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { differencesOfSchemaFile, migrateConfigured, writeSchemaFile } from '../house/schema-file.ts';

export interface MigrateFlags {
  checkSchema?: boolean;
  writeSchema?: boolean;
  json?: boolean;
}

export async function migrate({ checkSchema, writeSchema, json }: MigrateFlags): Promise<void> {
  const print = (data: object, text: string) =>
    process.stdout.write(`${json ? JSON.stringify(data) : text}\n`);
  if (writeSchema) {
    await writeSchemaFile();
    print({ written: 'schema.sql' }, 'schema.sql is written.');
    return;
  }
  if (checkSchema) {
    const differences = await differencesOfSchemaFile();
    const same = differences.length === 0;
    print(
      { same, differences },
      same
        ? 'schema.sql is what the migrations make.'
        : `schema.sql is not what the migrations make (- only in the file, + missing from it):\n\n${differences.join('\n')}\n\nIf the migrations are right: lookout migrate --write-schema`,
    );
    if (!same) process.exitCode = 1;
    return;
  }
  const applied = await migrateConfigured(loadConfig(readEnvironment()));
  print(
    { applied },
    applied.length === 0
      ? 'The database has the newest schema already.'
      : `Applied: ${applied.map((number) => String(number).padStart(6, '0')).join(', ')}.`,
  );
}
