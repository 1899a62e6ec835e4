import { describe, expect, it } from 'vitest';
import { cosine } from './cosine.ts';
import { createOfflineEmbedder } from './offline-embedder.ts';

describe('the offline embedder', () => {
  it('puts texts of one meaning nearer than others, without a network', { timeout: 30_000 }, async () => {
    await using embedder = createOfflineEmbedder();
    const [plan, costs, weather, again, empty] = await embedder.embed([
      'The Pro plan is $20 a month',
      'Pro now costs $25 monthly',
      'Rain is expected in Berlin',
      'The  Pro plan is $20 a month ',
      ' ',
    ]);
    if (!plan || !costs || !weather || !again || !empty) throw new Error('a vector is missing');
    expect(plan).toHaveLength(embedder.dimensions);
    expect(cosine(plan, plan)).toBeCloseTo(1, 5);
    expect(cosine(plan, costs)).toBeGreaterThan(cosine(plan, weather) + 0.3);
    expect(again).toEqual(plan);
    expect(cosine(plan, empty)).toBe(0);
  });

  it('answers after its cache has been overrun', { timeout: 30_000 }, async () => {
    await using embedder = createOfflineEmbedder({ cacheSize: 2 });
    const texts = ['one fish', 'two birds', 'three cats', 'four dogs'];
    const first = await embedder.embed(texts);
    expect(await embedder.embed(texts)).toEqual(first);
    expect(first.every((vector) => cosine(vector, vector) > 0.99)).toBe(true);
  });
});
