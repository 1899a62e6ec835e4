import { expect, test } from 'vitest';
import { faultsOfLinearDocument } from '../../../test/helpers/linear-schema.ts';
import * as documents from './documents.ts';

const texts = Object.entries(documents);

test.each(texts)('%s is what the installed schema of Linear understands', (_name, text) => {
  expect(faultsOfLinearDocument(text)).toEqual([]);
});

test('a field Linear does not have would be found', () => {
  expect(faultsOfLinearDocument('{ viewer { shoeSize } }')).toHaveLength(1);
});
