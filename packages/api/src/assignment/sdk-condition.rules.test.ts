import { evalCondition } from '@growthbook/growthbook';
import { describe, expect, it } from 'vitest';
import { type Condition, evaluateCondition } from '../experiments/condition.rules.js';
import { isReadAlike } from './sdk-condition.rules.js';

describe('a condition is read by the SDKs as it is here', () => {
  it.each([
    null,
    {},
    { market: 'DE', age: { $gte: 18 } },
    { $or: [{ 'customer.tier': 'gold' }, { $not: { tags: { $in: ['a', 'b'] } } }] },
    { 'tags.length': 2 },
    { orders: { $elemMatch: { id: 7 } } },
    { 'order.id': 7, ids: 7 },
    { mail: { $regex: '@example[.]com$' }, name: { $regexi: '^a/b' } },
  ])('%j', condition => {
    expect(isReadAlike(condition)).toBe(true);
  });
});

describe('a condition is read otherwise by the SDKs', () => {
  it.each<[Condition, Condition, Condition?]>([
    [{ constructor: { $exists: true } }, {}],
    [{ 'order.toString': { $exists: true } }, { order: {} }],
    [{ $or: [{ 'list.map': { $exists: true } }] }, { list: [] }],
    [{ list: { $elemMatch: { valueOf: { $exists: true } } } }, { list: [{}] }],
    [{ name: { $regex: 'valueOf' } }, { name: 'valueOf' }],
    [{ name: { $not: { $regex: 'toString' } } }, { name: 'toString' }],
    [{ path: { $regex: 'c/i' } }, { path: 'C' }, { path: { $regexi: 'c' } }],
  ])('%j', (condition, attributes, askedBefore) => {
    if (askedBefore) evalCondition({}, askedBefore as never);

    expect(evalCondition(attributes, condition as never)).toBe(!evaluateCondition(condition, attributes));
    expect(isReadAlike(condition)).toBe(false);
  });

  it.each([{ id: 'a' }, { 'id.length': 1 }, { $nor: [{ $not: { id: { $exists: true } } }] }])(
    'since it asks for the key, which is no attribute here: %j',
    condition => {
      expect(isReadAlike(condition)).toBe(false);
    },
  );
});
