import { describe, expect, it } from 'vitest';
import { compileCondition, evaluateCondition } from './condition.rules.js';

const context = {
  market: 'DE',
  age: 40,
  zero: 0,
  empty: '',
  no: false,
  yes: true,
  nothing: null,
  tags: ['gold', 'news'],
  numbers: [0, 7],
  address: { city: 'Köln', lines: [1, 2] },
  orders: [{ sum: 5, shop: { market: 'DE' } }, null, { sum: 50 }],
  app: '1.10.0',
};

type Row = readonly [what: string, condition: Readonly<Record<string, unknown>>, holds: boolean];

const FAMILIES: Readonly<Record<string, readonly Row[]>> = {
  'a value to be equal to': [
    ['nothing asked holds for everybody', {}, true],
    ['a text', { market: 'DE' }, true],
    ['another text', { market: 'FR' }, false],
    ['the same text in another case', { market: 'de' }, false],
    ['all of several', { market: 'DE', age: 40 }, true],
    ['all but one of several', { market: 'DE', age: 41 }, false],
    ['a number written as a text', { age: '40' }, true],
    ['a text where a number is asked', { empty: 0 }, true],
    ['a missing attribute as the number 0', { missing: 0 }, true],
    ['a missing attribute as the text "null"', { missing: 'null' }, true],
    ['a list of one as its item', { 'address.lines': '1,2' }, true],
    ['true for what is not nothing', { age: true }, true],
    ['true for what is 0', { zero: true }, false],
    ['false for what is an empty text', { empty: false }, true],
    ['false for what is missing', { missing: false }, false],
    ['null for what is missing', { missing: null }, true],
    ['null for what is null', { nothing: null }, true],
    ['null for what is false', { no: null }, false],
    ['null for what is 0', { zero: null }, false],
    ['a list in its order', { tags: ['gold', 'news'] }, true],
    ['a list in another order', { tags: ['news', 'gold'] }, false],
    ['an object', { address: { city: 'Köln', lines: [1, 2] } }, true],
    [
      'an object in another order of names, whose JSON is another',
      { address: { lines: [1, 2], city: 'Köln' } },
      false,
    ],
    ['an object of which more is there', { address: { city: 'Köln' } }, false],
    ['an empty object', { address: {} }, false],
    ['an object that mixes operators and names, which is a value', { age: { $gt: 1, more: 1 } }, false],
  ],
  'a path': [
    ['into an object', { 'address.city': 'Köln' }, true],
    ['into a list', { 'tags.1': 'news' }, true],
    ['to the length of a list', { 'tags.length': 2 }, true],
    ['to the length of a text, which has no parts', { 'market.length': 2 }, false],
    ['to what is not there', { 'address.street': null }, true],
    ['beyond null', { 'nothing.at.all': null }, true],
    ['beyond a number', { 'age.years': null }, true],
    ['of an empty name', { '': null }, true],
  ],
  '$eq and $ne': [
    ['the same', { market: { $eq: 'DE' } }, true],
    ['another', { market: { $eq: 'FR' } }, false],
    ['a number written as a text is another here', { age: { $eq: '40' } }, false],
    ['a missing attribute is null', { missing: { $eq: null } }, true],
    ['a missing attribute is not false', { missing: { $eq: false } }, false],
    ['an object is never the same as another', { address: { $eq: { city: 'Köln', lines: [1, 2] } } }, false],
    ['not the same', { market: { $ne: 'FR' } }, true],
    ['not another', { market: { $ne: 'DE' } }, false],
    ['a missing attribute is not a text', { missing: { $ne: 'DE' } }, true],
  ],
  '$in and $nin': [
    ['one of them', { market: { $in: ['DE', 'AT'] } }, true],
    ['none of them', { market: { $in: ['FR'] } }, false],
    ['one of none', { market: { $in: [] } }, false],
    ['a list of which one is in', { tags: { $in: ['news'] } }, true],
    ['a list of which none is in', { tags: { $in: ['old'] } }, false],
    ['a missing attribute', { missing: { $in: ['DE'] } }, false],
    ['a missing attribute is in a list with null', { missing: { $in: [null] } }, true],
    ['another type', { age: { $in: ['40'] } }, false],
    ['one of very many', { age: { $in: Array.from({ length: 100 }, (_one, index) => index) } }, true],
    ['none of very many', { age: { $in: Array.from({ length: 40 }, (_one, index) => index) } }, false],
    ['what is no list', { market: { $in: 'DE' } }, false],
    ['not in', { market: { $nin: ['FR'] } }, true],
    ['not out', { market: { $nin: ['DE'] } }, false],
    ['a list of which one is not out', { tags: { $nin: ['news'] } }, false],
    ['a missing attribute is not in', { missing: { $nin: ['DE'] } }, true],
    ['not in what is no list', { market: { $nin: 'FR' } }, false],
  ],
  '$ini and $nini': [
    ['one of them in another case', { market: { $ini: ['de'] } }, true],
    ['none of them in any case', { market: { $ini: ['fr'] } }, false],
    ['a list of which one is in', { tags: { $ini: ['NEWS'] } }, true],
    ['a number, which has no case', { age: { $ini: [40] } }, true],
    ['what is no list', { market: { $ini: 'de' } }, false],
    ['not in', { market: { $nini: ['fr'] } }, true],
    ['not out', { market: { $nini: ['de'] } }, false],
    ['not in what is no list', { market: { $nini: 'fr' } }, false],
  ],
  '$gt, $gte, $lt and $lte': [
    ['more', { age: { $gt: 39 } }, true],
    ['not more than the same', { age: { $gt: 40 } }, false],
    ['at least the same', { age: { $gte: 40 } }, true],
    ['less', { age: { $lt: 41 } }, true],
    ['not less than the same', { age: { $lt: 40 } }, false],
    ['at most the same', { age: { $lte: 40 } }, true],
    ['between', { age: { $gte: 18, $lt: 65 } }, true],
    ['beyond', { age: { $gte: 18, $lt: 30 } }, false],
    ['texts by their code units', { market: { $gt: 'DA' } }, true],
    ['capitals before small letters', { market: { $lt: 'a' } }, true],
    ['a number and a number written as a text', { age: { $gt: '5' } }, true],
    ['a number and a text', { market: { $gt: 1 } }, false],
    ['a missing attribute as 0: more than -1', { missing: { $gt: -1 } }, true],
    ['a missing attribute as 0: not less than 0', { missing: { $lt: 0 } }, false],
    ['a list of texts', { tags: { $gt: 0 } }, false],
  ],
  $exists: [
    ['there', { market: { $exists: true } }, true],
    ['there, and not asked for', { market: { $exists: false } }, false],
    ['missing', { missing: { $exists: false } }, true],
    ['null is missing', { nothing: { $exists: true } }, false],
    ['0 is there', { zero: { $exists: true } }, true],
    ['an empty text is there', { empty: { $exists: true } }, true],
    ['false is there', { no: { $exists: true } }, true],
  ],
  $type: [
    ['a text', { market: { $type: 'string' } }, true],
    ['a number', { age: { $type: 'number' } }, true],
    ['a truth value', { no: { $type: 'boolean' } }, true],
    ['a list', { tags: { $type: 'array' } }, true],
    ['a list is no object', { tags: { $type: 'object' } }, false],
    ['an object', { address: { $type: 'object' } }, true],
    ['null', { nothing: { $type: 'null' } }, true],
    ['null is no object', { nothing: { $type: 'object' } }, false],
    ['what is missing is null', { missing: { $type: 'null' } }, true],
    ['another', { age: { $type: 'string' } }, false],
  ],
  '$regex and $regexi': [
    ['found', { 'address.city': { $regex: '^K.ln$' } }, true],
    ['not found', { 'address.city': { $regex: '^k' } }, false],
    ['found in any case', { 'address.city': { $regexi: '^k' } }, true],
    ['a slash stands for itself', { empty: { $regex: '^$|/' } }, true],
    ['a number is read as a text', { age: { $regex: '^4' } }, true],
    ['what is missing is read as "null"', { missing: { $regex: '^null$' } }, true],
    ['no regular expression', { market: { $regex: '/???***[)' } }, false],
    ['not no regular expression', { market: { $not: { $regex: '(' } } }, true],
    ['no text', { age: { $regex: 40 } }, false],
  ],
  $size: [
    ['as many', { tags: { $size: 2 } }, true],
    ['more', { tags: { $size: 1 } }, false],
    ['compared', { tags: { $size: { $gte: 2, $lt: 5 } } }, true],
    ['a text has none', { market: { $size: 2 } }, false],
    ['what is missing has none', { missing: { $size: 0 } }, false],
  ],
  $elemMatch: [
    ['an item that compares so', { numbers: { $elemMatch: { $gt: 5 } } }, true],
    ['no item that compares so', { numbers: { $elemMatch: { $gt: 7 } } }, false],
    ['an item that is 0', { numbers: { $elemMatch: { $eq: 0 } } }, true],
    ['an item with an attribute', { orders: { $elemMatch: { sum: { $gt: 40 } } } }, true],
    [
      'an item with two attributes, and not two items with one',
      { orders: { $elemMatch: { sum: 50, 'shop.market': 'DE' } } },
      false,
    ],
    ['an item that is null is no item', { orders: { $elemMatch: { $eq: null } } }, false],
    ['an item that is no object has no attributes', { tags: { $elemMatch: { name: null } } }, true],
    ['what is no list', { market: { $elemMatch: { $eq: 'DE' } } }, false],
    ['no item', { tags: { $not: { $elemMatch: { $eq: 'old' } } } }, true],
  ],
  '$all and $alli': [
    ['all of them', { tags: { $all: ['news', 'gold'] } }, true],
    ['all but one', { tags: { $all: ['news', 'old'] } }, false],
    ['all of none', { tags: { $all: [] } }, true],
    ['in another case', { tags: { $all: ['NEWS'] } }, false],
    ['in any case', { tags: { $alli: ['NEWS', 'Gold'] } }, true],
    ['as comparisons', { numbers: { $all: [{ $gt: 5 }, { $lt: 5 }] } }, true],
    ['what is no list', { market: { $all: ['DE'] } }, false],
    ['of what is no list', { tags: { $all: 'gold' } }, false],
  ],
  versions: [
    ['a later one, by its numbers', { app: { $vgt: '1.9.9' } }, true],
    ['an earlier one', { app: { $vlt: '1.9.9' } }, false],
    ['the same is at least and at most', { app: { $vgte: '1.10.0', $vlte: '1.10.0' } }, true],
    ['the same with a v and a build', { app: { $veq: 'v1.10.0+7' } }, true],
    ['the same is not another', { app: { $vne: '1.10.0' } }, false],
    ['a release is later than its previews', { app: { $vgt: '1.10.0-rc.1' } }, true],
    ['a number is read as a version', { age: { $vgte: '39' } }, true],
    ['what is missing is version 0', { missing: { $veq: '0' } }, true],
    ['what is no version is version 0', { tags: { $vlt: '0.0.1' } }, true],
  ],
  '$and, $or, $nor and $not': [
    ['both', { $and: [{ market: 'DE' }, { age: 40 }] }, true],
    ['one of both', { $and: [{ market: 'DE' }, { age: 41 }] }, false],
    ['at least one', { $or: [{ market: 'FR' }, { age: 40 }] }, true],
    ['not one', { $or: [{ market: 'FR' }, { age: 41 }] }, false],
    ['neither', { $nor: [{ market: 'FR' }, { age: 41 }] }, true],
    ['not neither', { $nor: [{ market: 'FR' }, { age: 40 }] }, false],
    ['not', { $not: { market: 'FR' } }, true],
    ['not so', { $not: { market: 'DE' } }, false],
    ['not, of a value', { market: { $not: 'FR' } }, true],
    ['not, of a comparison', { age: { $not: { $gt: 30 } } }, false],
    ['within one another', { market: 'DE', $or: [{ age: 1 }, { $not: { tags: { $in: ['old'] } } }] }, true],
    ['beside a value that does not hold', { market: 'FR', $or: [{ age: 40 }] }, false],
    ['none of no conditions to choose from', { $or: [] }, true],
    ['all of no conditions', { $and: [] }, true],
    ['neither of no conditions', { $nor: [] }, false],
  ],
  'what is no operator': [
    ['holds for nobody', { market: { $regx: 'DE' } }, false],
    ['and its opposite for everybody', { market: { $not: { $regx: 'DE' } } }, true],
    ['is an attribute where attributes stand', { $market: { $exists: false } }, true],
  ],
};

describe.each(Object.entries(FAMILIES))('%s', (_family, rows) => {
  it.each(rows)('%s: %j is %s', (_what, condition, holds) => {
    expect(evaluateCondition(condition, context)).toBe(holds);
  });
});

describe('a malformed condition', () => {
  it.each([
    ['null', null],
    ['undefined', undefined],
    ['conditions that are null', { $and: null }],
    ['a choice from null', { $or: null }],
    ['a null among conditions', { $or: [{ market: 'FR' }, null] }],
    ['the opposite of null', { $not: null }],
    ['the opposite of what cannot be read', { $not: { $or: null } }],
    ['neither of what cannot be read', { $nor: [{ $and: null }] }],
    ['the opposite of items like null', { tags: { $not: { $elemMatch: null } } }],
    ['the opposite of no items like null', { $not: { numbers: { $elemMatch: null } } }],
  ])('holds for nobody: %s', (_what, condition) => {
    expect(evaluateCondition(condition, context)).toBe(false);
    expect(evaluateCondition(condition, { tags: [], numbers: [] })).toBe(false);
  });

  it('is not looked at where an earlier part has decided', () => {
    expect(evaluateCondition({ $or: [{ market: 'DE' }, null] }, context)).toBe(true);
  });

  it('holds for nobody when it is deeper or larger than anybody writes, and does not fail', () => {
    let deep: Record<string, unknown> = { market: 'DE' };
    for (let level = 0; level < 100_000; level += 1) deep = { $and: [deep] };
    const endless: Record<string, unknown> = {};
    endless['$or'] = [endless, endless, endless];
    const wide = { $or: Array.from({ length: 10_001 }, () => ({ market: 'DE' })) };

    expect(evaluateCondition(deep, context)).toBe(false);
    expect(evaluateCondition(endless, context)).toBe(false);
    expect(evaluateCondition(wide, context)).toBe(false);
  });

  it('holds for nobody whose attributes cannot be read, and does not fail', () => {
    let deep: unknown[] = [];
    for (let level = 0; level < 100_000; level += 1) deep = [deep];

    expect(evaluateCondition({ $not: { odd: 'text' } }, { odd: { toString: 1, valueOf: 1 } })).toBe(false);
    expect(evaluateCondition({ $not: { odd: [] } }, { odd: deep })).toBe(false);
  });
});

describe('attributes that nobody gave', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'address.constructor', 'tags.map'])(
    'are missing, whatever their name: %s',
    name => {
      expect(evaluateCondition(JSON.parse(`{"${name}":{"$exists":true}}`), context)).toBe(false);
    },
  );

  it('are not there for a prototype either', () => {
    const polluted = Object.create({ market: 'DE' }) as Record<string, unknown>;

    expect(evaluateCondition({ market: 'DE' }, polluted)).toBe(false);
  });

  it('are no operators', () => {
    expect(evaluateCondition({ market: { $constructor: 'DE' } }, context)).toBe(false);
  });
});

describe('a saved group', () => {
  const groups = {
    old: [1, '2', 40],
    loyal: { type: 'list', attributeKey: 'age', values: [40] },
    nameless: { type: 'list', values: ['DE'] },
    german: { type: 'condition', condition: { market: 'DE' } },
    loyalGerman: {
      type: 'condition',
      condition: { $and: [{ $savedGroup: { id: 'loyal' } }, { $savedGroup: { id: 'german' } }] },
    },
    circular: { type: 'condition', condition: { $savedGroup: { id: 'circular' } } },
    strange: { type: 'query', values: ['DE'] },
    broken: null,
  } as never;

  it.each<Row>([
    ['a member', { age: { $inGroup: 'old' } }, true],
    ['another type is no member', { app: { $inGroup: 'old' } }, false],
    ['a member of a typed list', { age: { $inGroup: 'loyal' } }, true],
    ['nobody is in a group that is not known', { age: { $inGroup: 'unknown' } }, false],
    ['everybody is out of a group that is not known', { age: { $notInGroup: 'unknown' } }, true],
    ['everybody is out of a group that only objects have', { age: { $notInGroup: 'constructor' } }, true],
    ['a member is not out', { age: { $notInGroup: 'old' } }, false],
    ['nobody is in what is no list', { market: { $inGroup: 'strange' } }, false],
    ['nor out of it', { market: { $notInGroup: 'strange' } }, false],
    ['nor out of nothing', { market: { $notInGroup: 'broken' } }, false],
    ['by its own attribute', { $savedGroup: { id: 'loyal' } }, true],
    ['by another attribute', { $savedGroup: { id: 'loyal', attributeKey: 'market' } }, false],
    ['by an attribute where it has none', { $savedGroup: { id: 'nameless', attributeKey: 'market' } }, true],
    ['by no attribute', { $savedGroup: { id: 'nameless' } }, false],
    ['by an attribute that is no name', { $savedGroup: { id: 'loyal', attributeKey: null } }, false],
    ['by a condition', { $savedGroup: { id: 'german' } }, true],
    ['by a condition on groups', { $savedGroup: { id: 'loyalGerman' } }, true],
    ['by itself', { $savedGroup: { id: 'circular' } }, false],
    ['of another form', { $savedGroup: { id: 'strange' } }, false],
    ['a bare list, which names no attribute', { $savedGroup: { id: 'old' } }, false],
    ['that is not known', { $savedGroup: { id: 'unknown' } }, false],
    ['referred to by no id', { $savedGroup: 'german' }, false],
  ])('%s: %j is %s', (_what, condition, holds) => {
    expect(evaluateCondition(condition, context, groups)).toBe(holds);
  });

  it('holds for nobody when groups refer to each other without end', () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_one, index) => {
        const next = { $savedGroup: { id: `group-${index + 1}` } };
        return [`group-${index}`, { type: 'condition' as const, condition: { $nor: [next, next] } }];
      }),
    );

    expect(evaluateCondition({ $savedGroup: { id: 'group-0' } }, context, doubling)).toBe(false);
  });
});

it('compiles a condition once for many recipients', () => {
  const isGermanAdult = compileCondition({ market: 'DE', age: { $gte: 18 } });

  expect([17, 18].map(age => isGermanAdult({ market: 'DE', age }))).toEqual([false, true]);
});
