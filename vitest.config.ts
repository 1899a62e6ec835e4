import { defineConfig } from 'vitest/config';

/** Needs a Chromium and a quarter of a minute, so it is not among the quick ones it stands beside. */
const rendering = 'src/vendors/web/browser.test.ts';

/**
 * Four projects, so that `npm run check` can run the quick one alone.
 * unit: beside the files, no server; contracts: both databases, both gateways;
 * journeys: whole product through the forged Slack; browser: headless Chromium.
 */
export default defineConfig({
  test: {
    // Three at a time even on two cores: a journey waits for its database and its pages half of the time.
    maxWorkers: 3,
    // Every file opens what it needs and keeps nothing; loading the product anew for each doubled the time.
    isolate: false,
    // A poll ends as soon as it can; on a busy machine one second is not long.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'test/*.test.ts'],
          exclude: [rendering],
          // Some open an embedded database, which takes seconds where both cores are busy.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'contracts',
          globalSetup: ['test/helpers/server-postgres.ts'],
          include: ['test/contracts/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts', 'test/reliability/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: ['test/helpers/build-web.mjs'],
          include: ['test/browser/**/*.test.ts', rendering],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
