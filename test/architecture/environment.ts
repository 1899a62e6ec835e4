import { globalUses } from './globals.ts';
import { productFiles, type Rule } from './house.ts';

const environmentReader = 'src/config/env.ts';
const readsEnvironment = new Set(['process.env', 'process.loadEnvFile']);

export const oneEnvironmentReader: Rule = {
  says: 'only src/config/env.ts reads the environment',
  check: (house) =>
    productFiles(house)
      .filter((file) => file.path !== environmentReader)
      .flatMap((file) => [
        ...globalUses(file)
          .filter((use) => readsEnvironment.has(use.name))
          .map((use) => `${file.path}:${use.line} reads ${use.name}: take it from the Config you are given`),
        ...file.imports
          .filter((item) => /^(node:)?process$/.test(item.specifier))
          .map(
            (item) =>
              `${file.path}:${item.line} imports process: use the global one, so that this test sees it`,
          ),
      ]),
  broken: [
    ...[
      'const port = process.env.PORT;',
      "process['env'].PORT;",
      'globalThis.process.env;',
      'const { env } = process;',
    ].map((text) => ({ files: { 'src/bin/lookout.ts': text }, problem: 'take it from the Config' })),
    { files: { 'src/kit/a.ts': "import { env } from 'node:process';" }, problem: 'imports process' },
  ],
  kept: [
    { 'src/config/env.ts': 'export const env = () => process.env;' },
    { 'src/kit/a.ts': 'const process = { env: 1 }; process.env; // process.env' },
    { 'src/kit/b.ts': 'process.memoryUsage(); const env = config.process.env;' },
  ],
};

export const noExit: Rule = {
  says: 'only src/bin ends the process',
  check: (house) =>
    productFiles(house)
      .filter((file) => !file.path.startsWith('src/bin/'))
      .flatMap((file) =>
        globalUses(file)
          .filter((use) => /^process\.(exit|abort|reallyExit)$/.test(use.name))
          .map(
            (use) => `${file.path}:${use.line} calls ${use.name}: throw, or abort the signal you were given`,
          ),
      ),
  broken: [
    { files: { 'src/house.ts': 'process.exit(1);' }, problem: 'throw' },
    { files: { 'src/kit/a.ts': 'const { exit } = process; exit();' }, problem: 'process.exit' },
  ],
  kept: [
    { 'src/bin/lookout.ts': 'process.exit(1);' },
    { 'src/kit/a.ts': 'process.exitCode = 1; door.exit();' },
  ],
};
