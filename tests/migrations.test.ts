import { readFile } from 'node:fs/promises';
import { expect, test, inject } from 'vitest';
import { SCHEMA_FILE, schemaText } from '../packages/api/src/postgres/index.js';

test('the migrations make of an empty database what migrations/schema.sql says', async () => {
  const made = await schemaText(inject('postgresUrl'));

  const committed = await readFile(SCHEMA_FILE, 'utf8').catch(() => '');
  expect(made, 'run `npm run migrate -- --write-schema` and commit migrations/schema.sql').toBe(committed);
});
