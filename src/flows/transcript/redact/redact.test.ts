import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LookoutError } from '../../../kit/errors.ts';
import { createRedactor, redact, restore } from './redact.ts';

const rules = { emails: false, phones: false };
const everything = { emails: true, phones: true };
const hidden = (text: string, before = '', chosen = everything): string =>
  createRedactor({ rules: chosen }).redact(text, before);

describe('what is private is hidden, in every form people say it', () => {
  test.each([
    ['The licence is $84k a year.', 'The licence is [amount 1] a year.'],
    ['They signed for three hundred and ten thousand dollars.', 'They signed for [amount 1].'],
    ['Wir zahlen dreihunderttausend Euro im Jahr.', 'Wir zahlen [amount 1] im Jahr.'],
    ['Ich dachte an 1,5 Mio. Euro netto.', 'Ich dachte an [amount 1].'],
    ['Cela fait deux millions d’euros.', 'Cela fait [amount 1].'],
    ['Son trescientos mil euros.', 'Son [amount 1].'],
    ['予算は五百万円です。', '予算は[amount 1]です。'],
    ['Maybe ten grand, maybe 12,000 bucks.', 'Maybe [amount 1], maybe [amount 2].'],
    ['US$ 5 million, Rs. 40,000 and 9.500,50 €', '[amount 1], [amount 2] and [amount 3]'],
    ['Between 2 and 3 million in revenue.', 'Between [amount 1] in revenue.'],
    ['Five dollars and twenty cents each.', '[amount 1] each.'],
    ['Our list price went from 300 to 280.', 'Our list price went from [amount 1].'],
    ['She charges eighty an hour.', 'She charges [amount 1].'],
    ['Her salary is 71k gross.', 'Her salary is [pay 1].'],
    ['We dropped 18% off the renewal.', 'We dropped [percentage 1] off the renewal.'],
    ['The founders hold sixty percent of the shares.', 'The founders hold [percentage 1] of the shares.'],
    ['Pay into DE02 1203 0000 0000 2020 51 please.', 'Pay into [iban 1] please.'],
    ['The card is 4012 8888 8888 1881.', 'The card is [card number 1].'],
    ['Her SSN is 219-09-9999.', 'Her SSN is [identity number 1].'],
    [
      'Account number 55779911, sort code 20-18-15.',
      'Account number [account number 1], sort code [account number 2].',
    ],
    ['It is five five five, one two three, four five six seven.', 'It is [account number 1].'],
    ['The staging password is b1gCrane! for now.', 'The staging password is [secret 1]! for now.'],
    ['Passwort: kranfahrer', 'Passwort: [secret 1]'],
    ['use xoxb-123456789012-abcdefghij in the job', 'use [secret 1] in the job'],
    ['mail Ines.Prado@dock.example.org or +351 912 345 678', 'mail [e-mail 1] or [phone 1]'],
  ])('%s', (text, expected) => {
    expect(hidden(text)).toBe(expected);
  });

  test('an answer that is only a number is hidden after a question about money, and stays after another', () => {
    expect(hidden('Around forty thousand.', 'What is left of the budget?')).toBe('[amount 1].');
    expect(hidden('Around forty thousand.', 'How many containers came in?')).toBe('Around forty thousand.');
  });
});

describe('what only counts things stays', () => {
  test.each([
    'Version 3.2.1 of build 20260304 answers in 40 ms at p99 for 1,200 users.',
    'Issue ENG-1250 has 3 sub-issues; the call is at 3:30 on the 15th in room 204.',
    'The processor is at 80 percent and memory at 45%.',
    'About 40 percent of users never open the pricing page.',
    'We spent 40 hours on the budget page.',
    'The budget for 2027 is not ready; the budget meeting is at 11 on the 3rd.',
    'The password is expired and the token was moved to the vault.',
    'Commit 3f786850e387550fdab836ed7e6dc881de23001b fixed the price test.',
    'Twenty five people signed up, two hundred are waiting.',
  ])('%s', (text) => {
    expect(hidden(text, '', rules)).toBe(text);
  });

  test('e-mails and phones are hidden only where the workspace wants it', () => {
    expect(hidden('Write to mara@dock.example.', '', rules)).toBe('Write to mara@dock.example.');
  });
});

describe('placeholders', () => {
  const turns = [
    { i: 0, speaker: 'Ines', text: 'It is $5,000, not $6,000.' },
    { i: 1, speaker: 'Mara', text: 'So $5,000. [amount 2] is what I would type.' },
  ];

  test('equal values have equal placeholders, the receipt counts and has no values, the way back is apart', () => {
    const result = redact(turns, { rules });
    expect(result.turns.map((turn) => turn.text)).toEqual([
      'It is [amount 1], not [amount 2].',
      'So [amount 1]. (amount 2) is what I would type.',
    ]);
    expect(result.receipt).toEqual({ amount: 3 });
    expect(JSON.stringify(result)).not.toContain('5,000');
    expect(restore(result.turns[0]?.text ?? '', result.originals)).toBe('It is $5,000, not $6,000.');
  });

  test('a placeholder somebody typed is not turned into a value', () => {
    const result = redact(turns, { rules });
    expect(restore(result.turns[1]?.text ?? '', result.originals)).toBe(
      'So $5,000. (amount 2) is what I would type.',
    );
  });
});

/** Values that differ in blanks and case alone share a placeholder. */
const folded = (text: string) => text.toLowerCase().replace(/\s+/g, ' ');

describe('the gate', () => {
  test('when a rule fails nothing passes', () => {
    const failing = () => {
      throw new Error('the rule is broken');
    };
    const gate = createRedactor({ rules }, [failing]);
    expect(() => gate.redact('It is $5,000.')).toThrow(LookoutError);
  });

  test('nothing else in a text is changed, and it can be put back', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '$5k',
            '12% margin',
            'hello',
            'price 40',
            '\n',
            'é',
            '👩‍🔧',
            'a@b.io',
            '. ',
            ' ',
            'six',
            'IBAN',
          ),
        ),
        (parts) => {
          const text = parts.join(' ');
          const redactor = createRedactor({ rules: everything });
          expect(folded(restore(redactor.redact(text), redactor.originals()))).toBe(folded(text));
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    '1 ',
    '$1',
    '123,',
    'one ',
    'one-',
    '10% ',
    'price 100 ',
    'password is ',
    '-----BEGIN PRIVATE KEY-----',
    'a@',
    'http://a:',
    'DE89 ',
    'margin? 10%. ',
  ])('time stays linear on 30 kB of %j', (part) => {
    const before = process.cpuUsage();
    hidden(part.repeat(30_000 / part.length));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});
