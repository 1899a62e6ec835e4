import { expect, it } from 'vitest';
import { titles } from './talk-for-test.ts';

const before = [
  'Maya: Good morning, let us go through last week.',
  'Jonas: Morning. The release went fine and the numbers look good.',
  'Alex: Yes, the customers were happy with it.',
];
const after = [
  'Maya: Okay. Next topic.',
  'Jonas: The office plants look better since the new light.',
  'Alex: True.',
];
const itemsIn = (...lines: string[]) => titles(...before, ...lines, ...after);

/** What is said in every meeting and asks nobody for anything; written before the rules were looked at for it. */
it.each([
  // Done.
  'I finished the migration guide yesterday.',
  'I already sent the invoice to Northwind on Monday.',
  'I was going to call the bank, but it solved itself.',
  'We were supposed to update the runbook last week, and we did.',
  'Last week I promised to fix the login and it is done.',
  'The plan was to migrate the database in March.',
  'Someone should have told the customers before.',
  // Thought aloud.
  'We should really look into caching at some point.',
  'Maybe we could rewrite the scheduler one day.',
  'Somebody could look at the flaky test eventually.',
  'Ideally someone would own the status page.',
  'It would be nice to have a dark mode.',
  'I would love to redo the onboarding some day.',
  'I might take a look at the slow queries, but no promises.',
  'In theory we need to renew the certificate every year.',
  'It could be that we have to move the server next year.',
  'Perhaps we should ask legal at some point.',
  'I wonder if we should cancel the subscription.',
  "Let's say we ship it in June, then what?",
  'Do you think we should move the meeting to Thursday?',
  // Denied.
  "I won't send the newsletter this week.",
  'We are not going to change the pricing page.',
  "Don't send the report yet.",
  'No need to book the room, it is booked.',
  "I can't review the pull request this week.",
  "We don't need to inform the customers.",
  'Nobody has to stay late today.',
  'I will never touch that module again.',
  // On a condition.
  'If we had more people, I would rewrite the importer.',
  "If the vendor answers, I'll update the contract.",
  'Whoever breaks the build has to fix it.',
  // Of other people, of things, of habits.
  'The customer will send us the logs tomorrow.',
  'They said they will fix the API by next week.',
  'I hope the vendor will send the contract this week.',
  'You can export the list as a spreadsheet.',
  'Users have to enter their password twice.',
  'The system should send an e-mail when a payment fails.',
  'At my old company we always sent the minutes by Friday.',
  'I used to write the release notes by hand.',
  'There should be a law against such meetings.',
  // Of the meeting itself.
  'I have to say, the new design is great.',
  'Let me share my screen for a second.',
  "I'll just read the second point.",
  "I'm going to grab a coffee, back in a minute.",
  'Can you hear me?',
  'Could you repeat that please?',
  "Let's take this offline.",
  "Let's move on to the next topic.",
])('"%s" is no item', (line) => {
  expect(itemsIn(`Jonas: ${line}`)).toEqual([]);
});

it.each([
  [
    'is taken back',
    ["Jonas: I'll send the deck to Dana by Friday.", "Jonas: Fine, then I won't send the deck."],
  ],
  [
    'is refused',
    ['Maya: Jonas, can you write the report by Friday?', "Jonas: No, I can't, I am on holiday."],
  ],
  ['is done', ['Maya: Someone needs to restart the staging server.', 'Alex: Already done.']],
  ['was done', ['Maya: Jonas, can you invite Dana to the call?', 'Jonas: I did that this morning.']],
  ['is declined', ['Alex: I can call the bank if you like.', 'Maya: No need, thanks.']],
  ['finds nobody', ['Maya: Who can prepare the demo for Thursday?', 'Alex: Hm, what about that light?']],
])('what %s by the answer is no item', (_, lines) => {
  expect(itemsIn(...lines)).toEqual([]);
});

it.each([
  ['Maya: Jonas, please make sure to rotate the keys today.', 'Rotate the keys'],
  ['Alex: My task for this week is to clean up the feature flags.', 'Clean up the feature flags'],
  ['Maya: I need to finish the budget sheet this week.', 'Finish the budget sheet'],
  ["Jonas: I'll start writing the migration guide tomorrow.", 'Write the migration guide'],
  ['Alex: Tell Chris to cancel the old subscription, please.', 'Tell Chris to cancel the old subscription'],
  ['Maya: The certificate has to be renewed by Monday.', 'Renew the certificate'],
  ['Maya: The design team needs to deliver the icons by Friday.', 'Deliver the icons'],
  ["Alex: Let's schedule a call with legal next week.", 'Schedule a call with legal'],
])('%s', (line, title) => {
  expect(itemsIn(line)).toEqual([title]);
});

it('a question to all is the item of whoever says yes, whichever way it is asked, and two requests of one sentence have a day each', () => {
  expect(itemsIn('Maya: Who takes the minutes?', "Jonas: I'll do it.")).toEqual(['Take the minutes']);
  expect(itemsIn('Maya: Who can prepare the demo for Thursday?', 'Alex: I can.')).toEqual([
    'Prepare the demo',
  ]);
  expect(
    itemsIn(
      'Maya: Jonas, please send the invoice, and Alex, please book the room for Monday.',
      'Jonas: Okay.',
    ),
  ).toEqual(['Send the invoice', 'Book the room']);
});
