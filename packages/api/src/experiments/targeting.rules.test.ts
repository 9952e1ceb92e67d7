import { describe, expect, it } from 'vitest';
import { type Condition, evaluateCondition, requireValidCondition } from './targeting.rules.js';

const context = {
  market: 'DE',
  age: 40,
  zero: 0,
  empty: '',
  no: false,
  nothing: null,
  tags: ['gold', 'news'],
  address: { city: 'Köln', lines: [1, 2] },
};

describe('a condition holds', () => {
  it.each<[Condition, boolean]>([
    [{}, true],
    [{ market: 'DE' }, true],
    [{ market: 'FR' }, false],
    [{ market: 'DE', age: 40 }, true],
    [{ market: 'DE', age: 41 }, false],
    [{ age: '40' }, false],
    [{ tags: ['gold', 'news'] }, true],
    [{ tags: ['news', 'gold'] }, false],
    [{ 'address.city': 'Köln' }, true],
    [{ 'address.street': null }, true],
    [{ 'market.length': 2 }, false],
    [{ 'nothing.at.all': null }, true],
    [{ missing: null }, true],
    [{ nothing: null }, true],
    [{ no: null }, false],
    [{ market: { $eq: 'DE' } }, true],
    [{ market: { $eq: 'FR' } }, false],
    [{ address: { $eq: { lines: [1, 2], city: 'Köln' } } }, true],
    [{ address: { city: 'Köln', lines: [2, 1] } }, false],
    [{ address: { $eq: { city: 'Köln' } } }, false],
    [{ missing: { $eq: null } }, true],
    [{ market: { $ne: 'FR' } }, true],
    [{ market: { $ne: 'DE' } }, false],
    [{ missing: { $ne: 'DE' } }, true],
    [{ market: { $in: ['DE', 'AT'] } }, true],
    [{ market: { $in: ['FR'] } }, false],
    [{ market: { $in: [] } }, false],
    [{ tags: { $in: ['news'] } }, true],
    [{ tags: { $in: ['old'] } }, false],
    [{ missing: { $in: ['DE'] } }, false],
    [{ market: { $nin: ['FR'] } }, true],
    [{ market: { $nin: ['DE'] } }, false],
    [{ tags: { $nin: ['news'] } }, false],
    [{ missing: { $nin: ['DE'] } }, true],
    [{ age: { $gt: 39 } }, true],
    [{ age: { $gt: 40 } }, false],
    [{ age: { $gte: 40 } }, true],
    [{ age: { $gte: 41 } }, false],
    [{ age: { $lt: 41 } }, true],
    [{ age: { $lt: 40 } }, false],
    [{ age: { $lte: 40 } }, true],
    [{ age: { $lte: 39 } }, false],
    [{ age: { $gte: 18, $lt: 65 } }, true],
    [{ age: { $gte: 18, $lt: 30 } }, false],
    [{ market: { $gt: 'DA' } }, true],
    [{ market: { $gt: 1 } }, false],
    [{ age: { $gt: '1' } }, false],
    [{ missing: { $gt: 0 } }, false],
    [{ missing: { $lt: 0 } }, false],
    [{ tags: { $gt: 0 } }, false],
    [{ market: { $exists: true } }, true],
    [{ market: { $exists: false } }, false],
    [{ missing: { $exists: false } }, true],
    [{ nothing: { $exists: false } }, true],
    [{ zero: { $exists: true } }, true],
    [{ empty: { $exists: true } }, true],
    [{ no: { $exists: true } }, true],
    [{ age: { $not: { $gt: 50 } } }, true],
    [{ age: { $not: { $gt: 30 } } }, false],
    [{ market: { $not: 'DE' } }, false],
    [{ market: { $not: 'FR' } }, true],
    [{ $not: { market: 'FR' } }, true],
    [{ $not: { market: 'DE' } }, false],
    [{ $and: [{ market: 'DE' }, { age: 40 }] }, true],
    [{ $and: [{ market: 'DE' }, { age: 41 }] }, false],
    [{ $or: [{ market: 'FR' }, { age: 40 }] }, true],
    [{ $or: [{ market: 'FR' }, { age: 41 }] }, false],
    [{ $nor: [{ market: 'FR' }, { age: 41 }] }, true],
    [{ $nor: [{ market: 'FR' }, { age: 40 }] }, false],
    [{ market: 'DE', $or: [{ age: 1 }, { $not: { tags: { $in: ['old'] } } }] }, true],
    [{ address: { city: 'Köln', lines: [1, 2] } }, true],
    [{ address: {} }, false],
  ])('%j: %s', (condition, expected) => {
    expect(evaluateCondition(condition, context)).toBe(expected);
    expect(() => requireValidCondition(condition)).not.toThrow();
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'address.constructor'])(
    'not for an attribute that nobody gave, whatever its name: %s',
    name => {
      expect(evaluateCondition({ [name]: { $exists: true } }, context)).toBe(false);
    },
  );
});

const nested = (depth: number): Condition => (depth === 0 ? { market: 'DE' } : { $not: nested(depth - 1) });

describe('a condition is refused when it is written', () => {
  it.each<[unknown, string]>([
    [null, 'targeting'],
    ['market', 'targeting'],
    [[{ market: 'DE' }], 'targeting'],
    [{ $where: 'true' }, 'targeting.$where'],
    [{ $eq: 'DE' }, 'targeting.$eq'],
    [{ market: { $regex: '.*' } }, 'targeting.market.$regex'],
    [{ market: { $in: 'DE' } }, 'targeting.market.$in'],
    [{ market: { $nin: { a: 1 } } }, 'targeting.market.$nin'],
    [{ market: { $not: { $regex: '.*' } } }, 'targeting.market.$not.$regex'],
    [{ $and: { market: 'DE' } }, 'targeting.$and'],
    [{ $or: [] }, 'targeting.$or'],
    [{ $nor: ['market'] }, 'targeting.$nor.0'],
    [{ $or: [{ market: 'DE' }, { age: { $gt: 1, $near: 2 } }] }, 'targeting.$or.1.age.$near'],
    [{ $not: null }, 'targeting.$not'],
    [{ $not: [] }, 'targeting.$not'],
    [nested(11), `targeting${'.$not'.repeat(11)}`],
  ])('%j: at %s', (condition, field) => {
    expect(() => requireValidCondition(condition)).toThrow(
      expect.objectContaining({ code: 'RULE_VIOLATED', extensions: { rule: 'invalid-condition', field } }),
    );
  });

  it('and not when it is ten levels deep', () => {
    expect(() => requireValidCondition(nested(10))).not.toThrow();
  });
});
