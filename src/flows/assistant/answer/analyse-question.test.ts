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
