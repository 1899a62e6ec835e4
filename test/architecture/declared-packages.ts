import { isBuiltin } from 'node:module';
import * as z from 'zod';
import { productFiles, type Rule } from './house.ts';
import { packageName } from './source.ts';

const Manifest = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** The image installs `dependencies` alone: what only devDependencies hold is missing there. */
export const declaredPackages: Rule = {
  says: 'the product uses only packages named in dependencies',
  check: (house) => {
    const text = house.texts.get('package.json');
    if (text === undefined) return [];
    const { dependencies } = Manifest.parse(JSON.parse(text));
    return productFiles(house).flatMap((file) =>
      file.imports
        .filter((item) => !item.target && !item.typeOnly && !isBuiltin(item.specifier))
        .filter((item) => !(packageName(item.specifier) in dependencies))
        .map(
          (item) =>
            `${file.path}:${item.line} imports ${item.specifier}: name it in dependencies of package.json`,
        ),
    );
  },
  broken: [
    {
      files: { ...manifest(), 'src/kit/a.ts': "import { x } from 'html-to-text';" },
      problem: 'html-to-text',
    },
    {
      files: { ...manifest(), 'src/kit/a.ts': "import { x } from '@slack/logger/deep';" },
      problem: '@slack/logger',
    },
  ],
  kept: [
    {
      ...manifest(),
      'src/kit/a.ts': "import 'node:fs'; import 'path'; import { z } from 'zod/v4'; import './b.ts';",
    },
    { ...manifest(), 'src/kit/a.ts': "import type { KnownBlock } from '@slack/types';" },
    { ...manifest(), 'src/kit/a.test.ts': "import { test } from 'vitest';" },
  ],
};

function manifest(): Record<string, string> {
  return {
    'package.json': JSON.stringify({
      dependencies: { zod: '4.0.0' },
      devDependencies: { 'html-to-text': '1' },
    }),
  };
}
