import { expect, it } from 'vitest';
import { isLikelySame } from './likely-same.ts';

// Likeness as the bundled embedder gives it.
it.each([
  ['Send the revised quote to Northwind', 'Send Northwind the updated quote', 0.863, true],
  ['Book a venue for the offsite', 'Find a venue for the team offsite', 0.689, true],
  ['Fix login bug on iOS', 'Mend login bug on iOS', 0.9, true],
  ['Fix login bug on iOS', 'Fix login bug on Android', 0.941, false],
  ['Prepare slides for the board meeting', 'Prepare agenda for the board meeting', 0.878, false],
  ['Send the revised quote to Northwind', 'Send the signed contract to Northwind', 0.692, false],
  ['Update pricing page', 'Update careers page', 0.515, false],
])('“%s” and “%s” (%f): %s', (left, right, likeness, same) => {
  expect(isLikelySame(left, right, likeness)).toBe(same);
});
