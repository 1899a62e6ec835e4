import { describe, expect, test } from 'vitest';
import { analyseQuestion } from './analyse-question.ts';
import { findSpeakers } from './find-speakers.ts';

const friday = { now: new Date('2026-11-20T12:00:00Z'), timeZone: 'UTC' };
const read = (question: string, before: string[] = []) =>
  analyseQuestion(
    question,
    before.map((one) => ({ question: one, answer: 'x' })),
    friday,
  );

describe('what a question is about', () => {
  test('is its words without those that only ask', () => {
    expect(read('What did we decide about the importer retries?').words).toEqual(['importer', 'retries']);
    expect(read('Who is working on the billing export?').words).toEqual(['billing', 'export']);
  });

  test('is an issue, a page or a time when it names one', () => {
    expect(read('status of ENG-12')).toMatchObject({ identifiers: ['ENG-12'], words: [] });
    expect(read('What changed on openai.com/pricing last week?')).toMatchObject({
      addresses: ['openai.com/pricing'],
      words: [],
      period: { from: new Date('2026-11-09T00:00:00Z'), to: friday.now },
    });
    expect(read('What was said yesterday about hiring?').period).toEqual({
      from: new Date('2026-11-19T00:00:00Z'),
      to: new Date('2026-11-20T00:00:00Z'),
    });
  });

  test('is no time when a word only looks like one', () => {
    for (const question of ['What may the second design cost?', 'What did Mark say in a minute about march?'])
      expect(read(question).period).toBeNull();
    expect(read('When is the deck due, next Friday?').period).toBeNull();
  });

  test('comes from the question before when it points back, and only then', () => {
    const before = ['What did we decide about the importer?'];
    expect(read('and what did Linus say about it?', before).words).toEqual(['linus', 'importer']);
    expect(read('Why?', before).words).toEqual(['importer']);
    expect(read('What is the travel policy for contractors?', before).words).not.toContain('importer');
  });

  test('comes from the thread when it names nothing, and a question that is whole by itself drags nothing along', () => {
    const before = [{ question: 'How much is the Pro plan?', answer: 'x' }];
    const inThread = analyseQuestion('what changed?', before, friday, ['the changelog of the importer']);
    expect(inThread).toMatchObject({ words: ['changelog', 'importer'], subject: 'thread' });
    expect(read('what changed?', ['How much is the Pro plan?']).words).toEqual([]);
    expect(read('what changed there?', ['How much is the Pro plan?']).words).toEqual(['pro', 'plan']);
  });

  test('is work when it asks who does something, not who says or thinks it', () => {
    expect(read('who tells the customers?').asks.work).toBe(true);
    expect(read('who repairs the export?').asks.work).toBe(true);
    expect(read('who thinks the export is broken?').asks.work).toBe(false);
  });

  test('looks for its own words first, and for those it takes over beside them', () => {
    const query = read('and who tells the customers?', ['What did we decide about the price?']);
    expect(query).toMatchObject({ words: ['customers', 'price'], takenOver: ['price'] });
    expect(query.text).not.toContain('price');
  });
});

describe('who is asked about', () => {
  const speakers = ['Mira Novak', 'Linus', 'Grad A', 'Grad D', 'Marketing Expert'];
  test.each([
    ['What did Mira say about pricing?', ['Mira Novak']],
    ['what did mira say about pricing?', ['Mira Novak']],
    ['What did Grad D think?', ['Grad D']],
    ['What did Marketing recommend?', ['Marketing Expert']],
    ['Which promise did Novak make?', ['Mira Novak']],
    ['What is the marketing plan?', []],
    ['What was said about the miracle?', []],
  ])('%s', (question, named) => {
    expect(findSpeakers(question, speakers).speakers).toEqual(named);
  });
});
