import { defineConfig } from 'vitest/config';

/**
 * Four projects, so that `npm run check` can run the quick one alone.
 * unit: beside the files, no server; contracts: both databases, both gateways;
 * journeys: whole product through the forged Slack; browser: headless Chromium.
 */
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'test/*.test.ts'] } },
      { extends: true, test: { name: 'contracts', globalSetup: ['test/helpers/server-postgres.ts'], include: ['test/contracts/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: 'journeys', include: ['test/journeys/**/*.test.ts', 'test/reliability/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
});
