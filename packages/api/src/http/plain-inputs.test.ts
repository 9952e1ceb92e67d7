import 'reflect-metadata';
import fc from 'fast-check';
import { type GraphQLInputType, type GraphQLScalarType, coerceInputValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildProbitySchema } from '../schema.js';
import { withPlainInputs } from './plain-inputs.js';

const written = buildProbitySchema();
const plain = withPlainInputs(buildProbitySchema());

/** What is read of a value, or null where it is refused. */
const read = (type: string, value: unknown): unknown => {
  try {
    return (plain.getType(type) as GraphQLScalarType).parseValue(value);
  } catch {
    return null;
  }
};

function readByGraphQL(type: string, value: unknown): unknown {
  const faults: unknown[] = [];
  const row = coerceInputValue(value, written.getType(type) as GraphQLInputType, (...fault) =>
    faults.push(fault),
  );
  return faults.length > 0 ? null : row;
}

const OUTCOME = { id: 'o-1', recipientKey: 'anna', type: 'ordered', occurredAt: '2026-03-01T10:00:00.000Z' };
const EXPOSURE = { experimentKey: 'subject', recipientKey: 'anna', occurredAt: '2026-03-31T10:00:00.000Z' };
const instants = fc.oneof(
  fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
  fc.constantFrom(
    '2026-02-29T10:00:00.000Z',
    '2028-02-29T10:00:00.000Z',
    '2026-04-31T10:00:00.000Z',
    '2026-13-01T10:00:00.000Z',
    '2026-03-01T24:00:00.000Z',
    '2026-03-01T23:59:60.000Z',
    '2026-03-01T10:00:00Z',
    '2026-03-01T10:00:00.1234567Z',
    '2026-03-01T10:00:00+02:00',
    '2026-03-01',
    '2026-03-01t10:00:00.000z',
    ' 2026-03-01T10:00:00.000Z',
    '2026-03-01T10:00:00.000Z\n',
  ),
);
/** What JSON can hold. */
const anything = fc.oneof(fc.jsonValue(), instants, fc.constantFrom(null, '', 'a', 7, 0.5, {}, []));
const names = [
  'id',
  'recipientKey',
  'type',
  'occurredAt',
  'value',
  'currency',
  'properties',
  'experimentKey',
];
const more = ['householdKey', 'variantKey', 'dimensions', 'isSent', '__proto__', 'constructor', 'note'];
const changes = fc.dictionary(fc.constantFrom(...names, ...more), anything, {
  maxKeys: 3,
  noNullPrototype: true,
});

describe('a row of facts', () => {
  it.each([
    ['OutcomeInput', OUTCOME],
    ['ExposureInput', EXPOSURE],
  ])('is read as GraphQL reads it, and refused where GraphQL refuses it: %s', (type, usual) => {
    let [taken, refused] = [0, 0];
    fc.assert(
      fc.property(
        fc.oneof(
          changes.map(change => ({ ...usual, ...change })),
          anything,
        ),
        row => {
          const expected = readByGraphQL(type, row);
          if (expected === null) refused += 1;
          else taken += 1;

          expect(read(type, row)).toEqual(expected);
        },
      ),
      { numRuns: 5_000 },
    );

    expect(Math.min(taken, refused)).toBeGreaterThan(100);
  });

  it.each(Object.keys(OUTCOME))('is refused without its %s', name => {
    const { [name as keyof typeof OUTCOME]: _left, ...rest } = OUTCOME;

    expect(read('OutcomeInput', OUTCOME)).toMatchObject({ id: 'o-1' });
    expect(read('OutcomeInput', rest)).toBeNull();
  });

  it('has an instant of any day, and none that does not exist', () => {
    fc.assert(
      fc.property(instants, occurredAt => {
        expect(read('OutcomeInput', { ...OUTCOME, occurredAt })).toEqual(
          readByGraphQL('OutcomeInput', { ...OUTCOME, occurredAt }),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
