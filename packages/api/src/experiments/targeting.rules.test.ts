import { describe, expect, it } from 'vitest';
import { requireValidCondition } from './targeting.rules.js';

const nested = (depth: number): object => (depth === 0 ? { market: 'DE' } : { $not: nested(depth - 1) });
const nestedValue = (depth: number): object => (depth === 0 ? { $gt: 1 } : { $not: nestedValue(depth - 1) });

describe('a condition can be written', () => {
  it.each([
    {},
    { market: 'DE', age: 40, isMember: true, left: null },
    { tags: ['gold', 'news'], address: { city: 'Köln' } },
    { 'address.city': { $eq: 'Köln', $ne: null } },
    { market: { $in: ['DE', 'AT', null], $nin: [], $ini: ['de'], $nini: ['fr'] } },
    { age: { $gt: 1, $gte: '1', $lt: 100, $lte: 99.5 } },
    { app: { $veq: '1.0.0', $vne: '2', $vgt: 'v1', $vgte: 1, $vlt: '3', $vlte: '3-rc.1' } },
    { age: { $exists: true, $type: 'number' } },
    { name: { $regex: '^(Mrs?|Ms)\\. [A-Z][a-z]+$', $regexi: 'example\\.(com|org)$' } },
    { host: { $regex: '^https?://([a-z0-9-]+\\.)?example\\.com/[^?#]*$' } },
    { tags: { $size: 0, $all: ['gold', { $regex: '^n' }], $alli: ['Gold'] } },
    { tags: { $size: { $gt: 1, $lte: 5 }, $elemMatch: { $in: ['gold'] } } },
    { orders: { $elemMatch: { sum: { $gt: 10 }, $not: { market: 'DE' } } } },
    { age: { $not: { $lt: 18 } }, market: { $not: 'FR' } },
    { $and: [{ $or: [{ a: 1 }, { b: 2 }] }, { $nor: [{ c: 3 }] }] },
    nested(10),
  ])('%j', condition => {
    expect(() => {
      requireValidCondition(condition);
    }).not.toThrow();
  });
});

describe('a condition is refused when it is written', () => {
  it.each<[unknown, string]>([
    [null, 'targeting'],
    ['market', 'targeting'],
    [[{ market: 'DE' }], 'targeting'],
    [{ $where: 'true' }, 'targeting.$where'],
    [{ $eq: 'DE' }, 'targeting.$eq'],
    [{ $savedGroup: { id: 'loyal' } }, 'targeting.$savedGroup'],
    [{ market: { $near: 'DE' } }, 'targeting.market.$near'],
    [{ market: { $constructor: 'DE' } }, 'targeting.market.$constructor'],
    [{ market: { $not: { $near: 'DE' } } }, 'targeting.market.$not.$near'],
    [{ market: { $inGroup: 'loyal' } }, 'targeting.market.$inGroup'],
    [{ market: { $notInGroup: 'loyal' } }, 'targeting.market.$notInGroup'],
    [{ market: { $eq: 'DE', city: 'Köln' } }, 'targeting.market'],
    [{ market: { $eq: { city: 'Köln' } } }, 'targeting.market.$eq'],
    [{ market: { $ne: ['DE'] } }, 'targeting.market.$ne'],
    [{ market: { $in: 'DE' } }, 'targeting.market.$in'],
    [{ market: { $in: [['DE']] } }, 'targeting.market.$in'],
    [{ market: { $nin: { a: 1 } } }, 'targeting.market.$nin'],
    [{ market: { $ini: 'DE' } }, 'targeting.market.$ini'],
    [{ market: { $nini: 'DE' } }, 'targeting.market.$nini'],
    [{ age: { $gt: null } }, 'targeting.age.$gt'],
    [{ age: { $gte: true } }, 'targeting.age.$gte'],
    [{ age: { $lt: [1] } }, 'targeting.age.$lt'],
    [{ age: { $lte: {} } }, 'targeting.age.$lte'],
    [{ app: { $vgt: ['1.0.0'] } }, 'targeting.app.$vgt'],
    [{ age: { $exists: 'yes' } }, 'targeting.age.$exists'],
    [{ age: { $type: 'integer' } }, 'targeting.age.$type'],
    [{ name: { $regex: 1 } }, 'targeting.name.$regex'],
    [{ name: { $regex: '(' } }, 'targeting.name.$regex'],
    [{ name: { $regexi: '(a+)+' } }, 'targeting.name.$regexi'],
    [{ tags: { $size: '2' } }, 'targeting.tags.$size'],
    [{ tags: { $size: -1 } }, 'targeting.tags.$size'],
    [{ tags: { $size: { $gt: null } } }, 'targeting.tags.$size.$gt'],
    [{ tags: { $all: 'gold' } }, 'targeting.tags.$all'],
    [{ tags: { $alli: [{ $regex: '(' }] } }, 'targeting.tags.$alli.0.$regex'],
    [{ tags: { $elemMatch: 'gold' } }, 'targeting.tags.$elemMatch'],
    [{ tags: { $elemMatch: { sum: { $gt: null } } } }, 'targeting.tags.$elemMatch.sum.$gt'],
    [{ $and: { market: 'DE' } }, 'targeting.$and'],
    [{ $or: [] }, 'targeting.$or'],
    [{ $nor: ['market'] }, 'targeting.$nor.0'],
    [{ $or: [{ market: 'DE' }, { age: { $gt: 1, $near: 2 } }] }, 'targeting.$or.1.age.$near'],
    [{ $not: null }, 'targeting.$not'],
    [{ $not: [] }, 'targeting.$not'],
    [nested(11), `targeting${'.$not'.repeat(11)}`],
    [{ age: nestedValue(11) }, `targeting.age${'.$not'.repeat(11)}.$gt`],
  ])('%j: at %s', (condition, field) => {
    expect(() => {
      requireValidCondition(condition);
    }).toThrow(
      expect.objectContaining({ code: 'RULE_VIOLATED', extensions: { rule: 'invalid-condition', field } }),
    );
  });

  it('when it has more parts than anybody writes', () => {
    const markets = (length: number) => ({ $or: Array.from({ length }, () => ({ market: 'DE' })) });

    expect(() => {
      requireValidCondition(markets(499));
    }).not.toThrow();
    expect(() => {
      requireValidCondition(markets(500));
    }).toThrow('a condition has at most 500 parts');
  });

  it('when it lists more values than anybody writes', () => {
    const ages = (length: number) => ({ age: { $in: Array<number>(length).fill(1) } });

    expect(() => {
      requireValidCondition(ages(1000));
    }).not.toThrow();
    expect(() => {
      requireValidCondition(ages(1001));
    }).toThrow('$in takes a list of at most 1000 texts and numbers');
  });
});
