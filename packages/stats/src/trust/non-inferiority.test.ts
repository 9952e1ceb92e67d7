import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nonInferiority, sequentialNonInferiority } from './non-inferiority.js';
import { sequentialDifference } from '../sequential/confidence-sequence.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const real = fc.double({ min: -3, max: 3, noNaN: true });
const positive = fc.double({ min: 0.05, max: 3, noNaN: true });
const margins = fc.double({ min: 0, max: 3, noNaN: true });

/** Checked with scipy 1.17: estimate, error, margin, degrees of freedom; p, p of harm, lower bound. */
const ONCE: [number, number, number, number | undefined, number, number, number][] = [
  [0, 1, 2, undefined, 0.022750131948179195, 0.5, -1.6448536269514722],
  [-0.3, 0.25, 0.5, undefined, 0.2118553985833967, 0.1150696702217082, -0.711213406737868],
  [0.1, 0.05, 0, 12.5, 0.033855471624857573, 0.9661445283751424, 0.011181688937648468],
  [-1.2, 0.3, 1, 1e6, 0.7475073855489416, 3.167351700502405e-5, -1.6934565452166122],
];

/** Checked with mpmath: estimate, error, n, planned n, margin, alpha; p, p of harm, lower bound. */
const LOOKED: [number, number, number, number, number, number, number, number, number][] = [
  [0, 1, 500, 500, 5, 0.05, 2.77678758484342e-5, 1, -2.779094235313522],
  [-0.3, 0.05, 6000, 5000, 0.5, 0.05, 0.00124837396898382, 1.81275556789978e-7, -0.4389409965776981],
  [-0.2, 0.05, 100, 5000, 0.1, 0.01, 1, 0.1960159229564018, -0.5473086911024073],
  [0.4, 0.1, 1e6, 50000, 0.02, 0.025, 0.000986793616328294, 1, 0.06619519346045642],
];

describe('a guardrail with a margin', () => {
  it.each(ONCE)(
    'of effect %d, error %d and margin %d agrees with scipy',
    (estimate, standardError, margin, degreesOfFreedom, pValue, harm, bound) => {
      const guarded = { estimate, standardError, margin, degreesOfFreedom, direction: 'increase' } as const;

      const result = nonInferiority(guarded);

      expectClose(result.pValue, pValue, 1e-12);
      expectClose(result.deteriorationPValue, harm, 1e-12);
      expectClose(result.bound, bound, 1e-12);
    },
  );

  it.each(LOOKED)(
    'of effect %d and error %d at %d of %d units agrees with mpmath',
    (estimate, standardError, n, tuningSize, margin, alpha, pValue, harm, bound) => {
      const result = sequentialNonInferiority({
        estimate,
        standardError,
        n,
        tuningSize,
        margin,
        alpha,
        direction: 'increase',
      });

      expectClose(result.pValue, pValue, 1e-12);
      expectClose(result.deteriorationPValue, harm, 1e-12);
      expectClose(result.bound, bound, 1e-12);
    },
  );

  it('is not safe because harm was not shown: nothing is shown by few units', () => {
    const few = nonInferiority({ estimate: 0, standardError: 1, margin: 0.5, direction: 'increase' });

    expect([few.nonInferior, few.deteriorated]).toEqual([false, false]);
  });

  it('may be harmed for certain and yet by less than the margin', () => {
    const both = nonInferiority({ estimate: 0.1, standardError: 0.01, margin: 0.2, direction: 'decrease' });

    expect([both.nonInferior, both.deteriorated]).toEqual([true, true]);
  });

  it('is judged the other way round when less of it is good', () => {
    const property = fc.property(real, positive, margins, (estimate, standardError, margin) => {
      const sequence = { n: 400, tuningSize: 900 };
      for (const judge of [nonInferiority, sequentialNonInferiority]) {
        const more = judge({ estimate, standardError, margin, direction: 'increase', ...sequence });
        const less = judge({
          estimate: -estimate,
          standardError,
          margin,
          direction: 'decrease',
          ...sequence,
        });
        expect(less).toEqual({ ...more, bound: less.bound });
        expectClose(-(less.bound as number), more.bound, 1e-14);
      }
    });
    fc.assert(property, { seed: 3 });
  });

  it('is safe exactly when the bound stays within the margin', () => {
    const property = fc.property(real, positive, margins, (estimate, standardError, margin) => {
      const sequence = { n: 400, tuningSize: 900 };
      for (const judge of [nonInferiority, sequentialNonInferiority]) {
        const result = judge({ estimate, standardError, margin, direction: 'increase', ...sequence });
        fc.pre(Math.abs((result.bound as number) + margin) > 1e-9);
        expect(result.nonInferior).toBe((result.bound as number) > -margin);
      }
    });
    fc.assert(property, { seed: 4 });
  });

  it('is never safer with more harm, less margin or a smaller alpha', () => {
    const property = fc.property(
      real,
      positive,
      margins,
      positive,
      (estimate, standardError, margin, more) => {
        const base = {
          estimate,
          standardError,
          margin,
          direction: 'increase' as const,
          n: 400,
          tuningSize: 900,
        };
        for (const judge of [nonInferiority, sequentialNonInferiority]) {
          const { pValue, deteriorationPValue } = judge(base);
          const harmed = judge({ ...base, estimate: estimate - more });
          expect(harmed.pValue).toBeGreaterThanOrEqual(pValue as number);
          expect(harmed.deteriorationPValue).toBeLessThanOrEqual(deteriorationPValue as number);
          const strict = judge({ ...base, alpha: 0.01 });
          if (strict.nonInferior) expect(judge(base).nonInferior).toBe(true);
          const wider = judge({ ...base, margin: margin + more });
          expect(wider.pValue).toBeLessThanOrEqual(pValue as number);
        }
      },
    );
    fc.assert(property, { seed: 5 });
  });

  it('pays for looking: the sequence is blunter than one read, and one side is sharper than two', () => {
    const guarded = { estimate: 0.2, standardError: 0.1, margin: 0, direction: 'increase' as const };
    const looked = sequentialNonInferiority({ ...guarded, n: 2000, tuningSize: 2000 });
    const arm = { n: 1000, mean: 0, variance: 5 };
    const bothSides = sequentialDifference(arm, { ...arm, mean: 0.2 }, { tuningSize: 2000 });

    expect(looked.bound).toBeLessThan(nonInferiority(guarded).bound ?? 0);
    expect(looked.bound).toBeGreaterThan(bothSides.interval.lower);
  });

  it('is called harmed at any look in fewer than one of twenty experiments that do no harm', () => {
    const random = seeded(41);
    const runs = 400;
    let alarms = 0;
    for (let run = 0; run < runs; run++) {
      let sum = 0;
      for (let n = 100; n <= 3000; n += 100) {
        for (let unit = 0; unit < 100; unit++) sum += (random() - 0.5) * Math.sqrt(12);
        const guarded = {
          estimate: sum / n,
          standardError: 1 / Math.sqrt(n),
          n,
          tuningSize: 1000,
          margin: 1,
        };
        if (!sequentialNonInferiority({ ...guarded, direction: 'increase' }).deteriorated) continue;
        alarms++;
        break;
      }
    }
    expect(alarms / runs).toBeLessThan(0.05);
    expect(alarms).toBeGreaterThan(0);
  });

  it('has no verdict without an error', () => {
    const guarded = { estimate: 1, standardError: 0, margin: 1, direction: 'increase' as const };
    const nothing = {
      pValue: null,
      deteriorationPValue: null,
      bound: null,
      nonInferior: false,
      deteriorated: false,
      undefinedBecause: 'neither arm varies',
    };

    expect(nonInferiority(guarded)).toEqual(nothing);
    expect(sequentialNonInferiority({ ...guarded, n: 9, tuningSize: 9 })).toEqual(nothing);
  });

  it('is never NaN, however extreme the effect', () => {
    for (const estimate of [-1e300, -1, 0, 1, 1e300])
      for (const standardError of [1e-300, 1, 1e300])
        for (const judge of [nonInferiority, sequentialNonInferiority]) {
          const guarded = { estimate, standardError, margin: 1, direction: 'decrease' as const };
          const result = judge({ ...guarded, degreesOfFreedom: 9, n: 1000, tuningSize: 1000 });
          expect(Object.values(result)).not.toContain(Number.NaN);
        }
  });

  it.each([
    ['estimate', { estimate: Infinity }],
    ['standardError', { standardError: -1 }],
    ['margin', { margin: -0.1 }],
    ['direction', { direction: 'up' as 'increase' }],
    ['alpha', { alpha: 0 }],
    ['degreesOfFreedom', { degreesOfFreedom: 0 }],
  ])('is refused by the name of %s', (name, changed) => {
    const guarded = { estimate: 0, standardError: 1, margin: 1, direction: 'increase' as const, ...changed };
    expect(() => nonInferiority(guarded)).toThrow(RangeError);
    expect(() => nonInferiority(guarded)).toThrow(name);
  });

  it.each([
    ['n', { n: 0 }],
    ['tuningSize', { tuningSize: 0 }],
    ['alpha must be in (0, 0.5)', { alpha: 0.5 }],
  ])('is refused at a look by the name of %s', (name, changed) => {
    const guarded = { estimate: 0, standardError: 1, margin: 1, direction: 'increase' as const };
    const attempt = () => sequentialNonInferiority({ ...guarded, n: 10, tuningSize: 10, ...changed });
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
