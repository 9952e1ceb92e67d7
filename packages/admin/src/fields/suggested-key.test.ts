import { expect, it } from 'vitest';
import { suggestedKey } from './suggested-key';

it.each([
  ['Everything, 2027', 'everything-2027'],
  ['  Été – tout ', 'ete-tout'],
  ['E-mail in DE_AT', 'e-mail-in-de-at'],
  ['日本', ''],
  [`${'a'.repeat(63)} b`, 'a'.repeat(63)],
])('the name "%s" suggests the key "%s"', (name, key) => {
  expect(suggestedKey(name)).toBe(key);
});
