import { buildMongoQueryMatcher, createMongoAbility, subject as asSubject } from '@casl/ability';
import { $and, $not, $or, and, not, or } from '@ucast/mongo2js';
import fc from 'fast-check';
import { EntitySchema } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ability, Rule } from '../../packages/api/src/kernel/actor.js';
import { type Database, openDatabase } from '../../packages/api/src/kernel/database.js';
import { isUnlimited } from '../../packages/api/src/kernel/permitted.js';
import { permittedRows } from '../../packages/api/src/kernel/permitted-rows.js';
import { freshDatabase } from '../support/postgres.js';
import { connectionTo } from '../support/rows.js';

interface Thing {
  id: string;
  word: string | null;
  size: number | null;
  share: number | null;
  isNew: boolean | null;
  madeAt: Date | null;
  tags: string[] | null;
  serial: string;
  document: unknown;
}

const ThingSchema = new EntitySchema<Thing>({
  name: 'Thing',
  tableName: 'things',
  columns: {
    id: { type: 'uuid', primary: true },
    word: { type: 'text', nullable: true },
    size: { type: 'integer', nullable: true },
    share: { type: 'double precision', nullable: true },
    isNew: { type: 'boolean', nullable: true },
    madeAt: { type: 'timestamptz', nullable: true },
    tags: { type: 'text', array: true, nullable: true },
    serial: { type: 'bigint' },
    document: { type: 'jsonb', nullable: true },
  },
});

const MADE = `create table things (
  id uuid primary key, word text, size integer, share double precision, is_new boolean,
  made_at timestamptz, tags text[], serial bigint not null, document jsonb
); grant select on things to probity_reader`;

const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 4 });
/** Few values, so that rules and rows meet; and some that look alike and are not. */
const word = fc.constantFrom('DE', 'de', 'FR', '', 'null', "it's", '%', '\u00e4', 'a\u0308', '\u{1f600}');
const size = fc.integer({ min: -3, max: 3 });
const share = fc.constantFrom(-1.5, -0, 0, 0.1, 0.30000000000000004, 0.3, 1, 1e300);
const instant = fc.constantFrom(-86_400_000, -1, 0, 1, 1_700_000_000_000, 1_700_000_000_001);
const madeAt = instant.map(ms => new Date(ms));
const id = fc
  .constantFrom(...Array.from({ length: 9 }, (_none, n) => `${n}`.repeat(8)))
  .map(start => `${start}-0000-7000-8000-000000000000`);
const serial = fc.constantFrom('0', '12', '9007199254740993');

const row: fc.Arbitrary<Omit<Thing, 'id'>> = fc.record({
  word: orNull(word),
  size: orNull(size),
  share: orNull(share),
  isNew: orNull(fc.boolean()),
  madeAt: orNull(madeAt),
  tags: orNull(fc.array(word, { maxLength: 3 })),
  serial,
  document: fc.constant(null),
});

/** Values that a rule may compare a column with. Some of them no row can have. */
const VALUES = {
  id: fc.oneof(id, fc.constantFrom('none', '11111111-0000-7000-8000-00000000000A')),
  word: fc.oneof(word, fc.constantFrom('\0', '\ud83d')),
  size: fc.oneof(size, fc.constantFrom(0.5, 1e12)),
  share,
  isNew: fc.boolean(),
  madeAt,
  tags: fc.oneof(word, fc.constantFrom('\0')),
  serial: fc.oneof(serial, fc.constant('012')),
} as const;

const ORDERED = ['size', 'share', 'madeAt'] as const;

const equality = fc.constantFrom(...(Object.keys(VALUES) as (keyof typeof VALUES)[])).chain(field => {
  const value: fc.Arbitrary<unknown> = orNull<unknown>(VALUES[field]);
  return fc.oneof(
    value.map(one => ({ [field]: one })),
    value.map(one => ({ [field]: { $eq: one } })),
    value.map(one => ({ [field]: { $ne: one } })),
    fc.array(value, { maxLength: 3 }).map(some => ({ [field]: { $in: some } })),
    fc.array(value, { maxLength: 3 }).map(some => ({ [field]: { $nin: some } })),
    fc.boolean().map(does => ({ [field]: { $exists: does } })),
    value.map(one => ({ [field]: { $not: { $eq: one } } })),
  );
});

const order = fc.constantFrom(...ORDERED).chain(field => {
  const value: fc.Arbitrary<unknown> = VALUES[field];
  const by = fc.constantFrom('$lt', '$lte', '$gt', '$gte');
  return fc.oneof(
    fc.tuple(by, value).map(([sign, one]) => ({ [field]: { [sign]: one } })),
    fc.tuple(value, value).map(([one, other]) => ({ [field]: { $gte: one, $lt: other } })),
  );
});

const { conditions } = fc.letrec<{ conditions: Record<string, unknown> }>(tie => ({
  conditions: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: fc.oneof(equality, order) },
    { weight: 1, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.array(tie('conditions'), { minLength: 1, maxLength: 3 }).map(all => ({ $and: all })),
    },
    {
      weight: 1,
      arbitrary: fc.array(tie('conditions'), { minLength: 1, maxLength: 3 }).map(any => ({ $or: any })),
    },
    { weight: 1, arbitrary: fc.tuple(equality, order).map(([one, other]) => ({ ...one, ...other })) },
  ),
}));

const rule: fc.Arbitrary<Rule> = fc.record(
  {
    subject: fc.constantFrom('Thing', 'Thing', 'Thing', 'all', 'Other'),
    action: fc.constantFrom('read', 'read', 'read', 'manage', 'change', ['read', 'change']),
    conditions,
    inverted: fc.boolean(),
    fields: fc.constantFrom(['word'], ['size']),
  },
  { requiredKeys: ['subject', 'action'] },
);

const conditionsMatcher = buildMongoQueryMatcher({ $and, $or, $not }, { and, or, not });
const abilityOf = (rules: Rule[]): Ability => createMongoAbility(rules, { conditionsMatcher }) as Ability;

const ROWS = 100;
let things: Thing[];
let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  drop = fresh.drop;
  const owner = await connectionTo(fresh.url);
  await owner.query(MADE);
  const rows = fc.sample(row, { numRuns: ROWS, seed: 7 });
  for (const [index, one] of rows.entries()) {
    const first = `${index % 9}`.repeat(8);
    const key = `${first}-0000-7000-8000-${String(Math.floor(index / 9)).padStart(12, '0')}`;
    await owner.query('insert into things values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      key,
      ...Object.values(one),
    ]);
  }
  await owner.end();
  database = await openDatabase(fresh.url, [ThingSchema], 2);
  things = await database.reader.manager.find(ThingSchema);
});

afterAll(async () => {
  await database.close();
  await drop();
});

const found = async (ability: Ability): Promise<string[]> => {
  const reader = { manager: database.reader.manager, ability };
  return (await permittedRows(reader, ThingSchema, {}).getMany()).map(thing => thing.id).toSorted();
};

const allowed = (ability: Ability): string[] =>
  things
    .filter(thing => ability.can('read', asSubject('Thing', { ...thing })))
    .map(thing => thing.id)
    .toSorted();

describe('the rows that PostgreSQL finds', () => {
  it('are those that the rules allow one by one, for whatever rules and rows', async () => {
    let [cases, yes] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(rule, { maxLength: 4 }), async rules => {
        const ability = abilityOf(rules);
        const expected = allowed(ability);

        expect(await found(ability)).toEqual(expected);
        cases += things.length;
        yes += expected.length;
      }),
      { seed: 11, numRuns: 400 },
    );

    expect(cases).toBeGreaterThanOrEqual(2_000);
    expect(yes / cases).toBeGreaterThan(0.1);
    expect(yes / cases).toBeLessThan(0.9);
  });

  it.each<[string, Rule[], 'all' | 'none']>([
    ['without a rule', [], 'none'],
    ['for another verb', [{ subject: 'Thing', action: 'change' }], 'none'],
    ['for another subject', [{ subject: 'Other', action: 'read' }], 'none'],
    ['with conditions that ask nothing', [{ subject: 'Thing', action: 'read', conditions: {} }], 'all'],
    [
      'forbidden afterwards',
      [
        { subject: 'Thing', action: 'read' },
        { subject: 'all', action: 'read', inverted: true },
      ],
      'none',
    ],
  ])('are told apart %s', async (_what, rules, which) => {
    const ability = abilityOf(rules);

    expect(await found(ability)).toHaveLength(which === 'all' ? ROWS : 0);
    expect(allowed(ability)).toHaveLength(which === 'all' ? ROWS : 0);
  });
});

describe('a rule that SQL cannot say as it is meant', () => {
  it.each<[string, Record<string, unknown>]>([
    ['of what is no column', { 'word" is null or "word': 'DE' }],
    ['of what every object inherits', { constructor: 'x' }],
    ['within a document', { 'document.word': 'DE' }],
    ['of a document', { document: null }],
    ['by a pattern', { word: { $regex: '.*' } }],
    ['by a length', { tags: { $size: 1 } }],
    ['by parts', { tags: { $all: ['DE'] } }],
    ['by the order of words', { word: { $gt: 'A' } }],
    ['of a number as a word', { size: '1' }],
    ['of a word as a number', { word: 1 }],
    ['of an instant as a number', { madeAt: 0 }],
    ['of a number that is none', { size: { $lt: Number.NaN } }],
    ['of nothing known', { word: undefined }],
    ['by an operator of its own', { word: { $eq: ['DE'] } }],
  ])('finds nothing, and is a fault: %s', async (_what, of) => {
    await expect(async () =>
      found(createMongoAbility([{ subject: 'Thing', action: 'read', conditions: of }]) as Ability),
    ).rejects.toThrow(/rule|parsing instruction/);
  });
});

describe('rules that limit nobody', () => {
  const all: Rule = { subject: 'Thing', action: 'read' };

  it.each<[string, boolean, Rule[]]>([
    ['one without conditions', true, [all]],
    ['none', false, []],
    ['one with conditions', false, [{ ...all, conditions: { word: 'DE' } }]],
    ['one that forbids some', false, [all, { ...all, inverted: true, conditions: { word: 'DE' } }]],
    ['one that forbids all', false, [all, { ...all, inverted: true }]],
  ])('are %s: %s', (_what, is, rules) => {
    expect(isUnlimited(abilityOf(rules), 'read', 'Thing')).toBe(is);
  });
});
