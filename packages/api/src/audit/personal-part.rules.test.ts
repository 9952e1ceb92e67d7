import { expect, test } from 'vitest';
import { partsIn, wrongDisclosure } from './personal-part.rules.js';
import { commitment } from './record.rules.js';

const SALT = '00112233445566778899aabbccddeeff';
const part = (place: string) => ({ place, salt: SALT, value: 'Ada' });
const told = commitment(SALT, 'Ada');

test('somebody who changes what bears their own name is told where the record commits to it, and nowhere else', () => {
  const record = { actor: { name: told }, patch: [{ op: 'replace', path: '/role', value: 'auditor' }] };
  const parts = partsIn(record, [part('/actor/name'), part('/before/name'), part('/after/name')]);

  expect(parts).toEqual([part('/actor/name')]);
  expect(wrongDisclosure(record, parts)).toBeNull();
});
