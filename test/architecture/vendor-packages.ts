import { productFiles, type Rule } from './house.ts';
import { floorOf, roomOf } from './rooms.ts';
import { packageName } from './source.ts';

/** Packages that speak to somebody, and the rooms or floors that may use them. Types may be used anywhere. */
const homes: Record<string, readonly string[]> = {
  '@slack/web-api': ['vendors/slack', 'doors/slack', 'house'],
  '@slack/bolt': ['doors/slack', 'house', 'bench'],
  '@slack/oauth': ['doors/slack', 'house'],
  '@slack/socket-mode': ['doors/slack', 'house'],
  '@linear/sdk': ['vendors/linear'],
  '@notionhq/client': ['vendors/notion'],
  openai: ['vendors/llm'],
  nodemailer: ['vendors/mail'],
  'playwright-core': ['vendors/web'],
  pg: ['store'],
  '@electric-sql/pglite': ['store'],
  '@electric-sql/pglite-pgvector': ['store'],
  'pg-boss': ['queue'],
};

export const vendorPackages: Rule = {
  says: 'a vendor’s package is used only in its own room',
  check: (house) =>
    productFiles(house).flatMap((file) =>
      file.imports.flatMap((item) => {
        const name = packageName(item.specifier);
        const allowed = homes[name];
        const room = roomOf(file.path) ?? '';
        if (!allowed || item.typeOnly || allowed.includes(room) || allowed.includes(floorOf(room))) return [];
        return [`${file.path}:${item.line} imports ${name}: only ${allowed.join(', ')} may`];
      }),
    ),
  broken: [
    {
      files: { 'src/flows/detection/a.ts': "import OpenAI from 'openai';" },
      problem: 'only vendors/llm may',
    },
    {
      files: { 'src/flows/detection/a.ts': "import { zodTextFormat } from 'openai/helpers/zod';" },
      problem: 'vendors/llm',
    },
    { files: { 'src/doors/http/a.ts': "import bolt from '@slack/bolt';" }, problem: 'doors/slack' },
    { files: { 'src/sandbox/a.ts': "await import('@slack/web-api');" }, problem: 'vendors/slack' },
    { files: { 'src/flows/monitor/a.ts': "import pg from 'pg';" }, problem: 'only store may' },
  ],
  kept: [
    { 'src/vendors/slack/a.ts': "import { WebClient } from '@slack/web-api';" },
    { 'src/store/a.ts': "import { PGlite } from '@electric-sql/pglite';" },
    { 'src/flows/monitor/a.ts': "import type { WebClient } from '@slack/web-api';" },
  ],
};
