import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createLog } from '../kit/log.ts';
import { Secret } from './secrets.ts';

test('a secret shows itself to nobody but the one who asks it to', () => {
  const secret = new Secret('hunter2');
  const lines: string[] = [];
  createLog('info', { write: (line) => lines.push(line) }).info(
    { deep: { er: { secretly: secret } } },
    `with ${secret}`,
  );
  const shown = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true }),
    ...lines,
  ];
  for (const text of shown) {
    expect(text).not.toContain('hunter2');
    expect(text).toContain('[hidden]');
  }
  expect(secret.reveal()).toBe('hunter2');
});
