import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type BinaryType, binaryArray, isBinaryType } from '../../packages/api/src/kernel/binary-array.js';
import { connectionTo } from '../support/rows.js';

let client: pg.Client;
beforeAll(async () => {
  client = await connectionTo(inject('postgresUrl'));
});
afterAll(() => client.end());

/** What PostgreSQL makes of the bytes, as text. */
async function read(type: BinaryType, values: readonly unknown[]): Promise<unknown[]> {
  const { rows } = await client.query<{ value: string | null }>(
    `select value::text from unnest($1::${type}[]) as value`,
    [binaryArray(type, values)],
  );
  return rows.map(({ value }) => value);
}

describe('an array in binary form', () => {
  it('carries a uuid with and without dashes, in either case', async () => {
    const id = '0123abcd-4567-89ef-fedc-ba9876543210';

    expect(await read('uuid', [id, null, id.replaceAll('-', '').toUpperCase()])).toEqual([id, null, id]);
  });

  it('carries integers to the ends of their range', async () => {
    const ends = [-2_147_483_648, -1, 0, null, 2_147_483_647];

    expect(await read('integer', ends)).toEqual(ends.map(end => end?.toString() ?? null));
  });

  it('carries instants to the millisecond, before and after the epochs', async () => {
    const instants = ['0001-01-01', '1969-12-31T23:59:59.999Z', '2026-03-29T01:00:00.001Z', '9999-12-31'];
    await client.query(`set timezone to 'UTC'`);

    expect(await read('timestamptz', [...instants.map(instant => new Date(instant)), null])).toEqual([
      '0001-01-01 00:00:00+00',
      '1969-12-31 23:59:59.999+00',
      '2026-03-29 01:00:00.001+00',
      '9999-12-31 00:00:00+00',
      null,
    ]);
  });

  it('carries text as it is: quotes, braces, backslashes, and every plane of Unicode', async () => {
    const texts = ['', 'NULL', null, '{"a","b\\"}', "it's \\ {1,2}", 'Zoë 中 😀', 'line\nline\ttab'];

    expect(await read('text', texts)).toEqual(texts);
  });

  it('carries thousands, and none', async () => {
    const many = Array.from({ length: 5000 }, (_one, index) => `${index}`);

    expect(await read('text', many)).toEqual(many);
    expect(await read('integer', [])).toEqual([]);
  });

  it.each<[BinaryType, unknown]>([
    ['uuid', 'no uuid'],
    ['uuid', '0123abcd456789effedcba98765432'],
    ['uuid', '0123abcd456789effedcba987654321g'],
    ['integer', 1.5],
    ['integer', 2 ** 31],
    ['integer', '1'],
    ['timestamptz', new Date(NaN)],
    ['timestamptz', '2026-01-01'],
  ])('refuses as a %s what is none: %s', (type, value) => {
    expect(() => binaryArray(type, [value])).toThrow(RangeError);
  });

  it('is not offered for types that PostgreSQL reads better as text', () => {
    expect(['uuid', 'numeric', 'jsonb', 'toString'].filter(isBinaryType)).toEqual(['uuid']);
  });
});
