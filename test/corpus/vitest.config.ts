import { defineConfig } from 'vitest/config';

/** The gates on the labelled pages of ../shared/corpus; `.ci/run` calls them when the pages are there. */
export default defineConfig({
  test: { name: 'corpus', include: ['test/corpus/**/*.test.ts'], testTimeout: 300_000 },
});
