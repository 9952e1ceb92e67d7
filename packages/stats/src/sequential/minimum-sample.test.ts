import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReportable } from './minimum-sample.js';

describe('an arm', () => {
  it.each([
    [150, 25, true, []],
    [149, 25, false, ['too-few-units']],
    [150, 24, false, ['too-few-conversions']],
    [149, 24, false, ['too-few-units', 'too-few-conversions']],
    [0, 0, false, ['too-few-units', 'too-few-conversions']],
    [1e9, 1e9, true, []],
  ])('of %d units and %d conversions is reported: %j', (units, conversions, reportable, reasons) => {
    expect(isReportable({ units, conversions })).toEqual({ reportable, reasons });
  });

  it('is measured by what the design asks for', () => {
    expect(
      isReportable({ units: 10, conversions: 0 }, { leastUnits: 10, leastConversions: 0 }).reportable,
    ).toBe(true);
    expect(isReportable({ units: 150, conversions: 25 }, { leastUnits: 151 }).reasons).toEqual([
      'too-few-units',
    ]);
  });

  it('that may be reported may still be reported when it has grown', () => {
    const count = fc.integer({ min: 0, max: 400 });
    const property = fc.property(count, count, count, count, (units, conversions, more, converted) => {
      fc.pre(conversions <= units && converted <= more);
      const before = isReportable({ units, conversions });
      const after = isReportable({ units: units + more, conversions: conversions + converted });
      expect(after.reasons.every(reason => before.reasons.includes(reason))).toBe(true);
    });
    fc.assert(property, { seed: 2 });
  });

  it.each([
    ['units', { units: 1.5, conversions: 0 }, {}],
    ['conversions', { units: 2, conversions: -1 }, {}],
    ['conversions', { units: 2, conversions: 3 }, {}],
    ['leastUnits', { units: 2, conversions: 1 }, { leastUnits: -1 }],
    ['leastConversions', { units: 2, conversions: 1 }, { leastConversions: Number.NaN }],
  ])('is refused by the name of %s', (name, arm, minimum) => {
    expect(() => isReportable(arm, minimum)).toThrow(RangeError);
    expect(() => isReportable(arm, minimum)).toThrow(name);
  });
});
