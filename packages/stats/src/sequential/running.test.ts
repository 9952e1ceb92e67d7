import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceSequence, sequentialDifference } from './confidence-sequence.js';
import { type Look, runningOver, runningSequence, runningStart, type RunningSequence } from './running.js';
import { momentsOf } from '../moments/moments.js';
import { seeded } from '../vectors.test-support.js';

const look = (lower: number, upper: number, pValue = 0.5, level = 0.95): Look => ({
  pValue,
  interval: { lower, upper, level },
});

const anyLook = fc
  .tuple(
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.double({ min: 0, max: 9, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([lower, width, pValue]) => look(lower, lower + width, pValue));

describe('the looks at an experiment', () => {
  it('exclude nothing before the first', () => {
    expect(runningStart()).toEqual({ pValue: 1, interval: null, isEmpty: false, looks: 0 });
    expect(runningOver([])).toEqual(runningStart());
    expect(runningSequence(null, look(-1, 1))).toEqual(runningSequence(runningStart(), look(-1, 1)));
  });

  it('keep the smallest p-value and what no look has excluded', () => {
    expect(runningOver([look(-3, 5, 0.4), look(-1, 6, 0.04), look(-2, 4, 0.3)])).toEqual({
      pValue: 0.04,
      interval: { lower: -1, upper: 4, level: 0.95 },
      isEmpty: false,
      looks: 3,
    });
  });

  it('that contradict each other leave nothing, and no later look brings anything back', () => {
    const contradicting = runningOver([look(1, 2, 0.01), look(3, 4, 0.001)]);

    expect(contradicting).toEqual({ pValue: 0.001, interval: null, isEmpty: true, looks: 2 });
    expect(runningSequence(contradicting, look(0, 9, 0.5))).toEqual({ ...contradicting, looks: 3 });
  });

  it('that touch leave the point at which they touch', () => {
    expect(runningOver([look(1, 2), look(2, 3)]).interval).toEqual({ lower: 2, upper: 2, level: 0.95 });
  });

  it('say the same in whatever order they were taken, and twice is once', () => {
    const property = fc.property(fc.array(anyLook, { minLength: 1, maxLength: 6 }), looks => {
      const there = runningOver(looks);
      expect(runningOver(looks.toReversed())).toEqual(there);
      expect(runningOver([...looks, ...looks])).toEqual({ ...there, looks: 2 * looks.length });
    });
    fc.assert(property, { seed: 8 });
  });

  it('never take anything back', () => {
    const property = fc.property(fc.array(anyLook, { minLength: 2, maxLength: 6 }), looks => {
      let before = runningSequence(null, looks[0] as Look);
      for (const next of looks.slice(1)) {
        const after = runningSequence(before, next);
        expect(after.pValue).toBeLessThanOrEqual(before.pValue);
        if (before.isEmpty) expect(after.isEmpty).toBe(true);
        if (after.interval !== null && before.interval !== null) {
          expect(after.interval.lower).toBeGreaterThanOrEqual(before.interval.lower);
          expect(after.interval.upper).toBeLessThanOrEqual(before.interval.upper);
        }
        before = after;
      }
    });
    fc.assert(property, { seed: 9 });
  });

  it('go on from where they were stored', () => {
    const stored = JSON.stringify(runningOver([look(-3, 5, 0.4), look(-1, 6, 0.04)]));

    const state = runningSequence(JSON.parse(stored) as RunningSequence, look(-2, 4, 0.3));

    expect(state).toEqual(runningOver([look(-3, 5, 0.4), look(-1, 6, 0.04), look(-2, 4, 0.3)]));
  });

  it('of a confidence sequence find an effect by p-value exactly when they find it by interval', () => {
    const random = seeded(11);
    let found = 0;
    for (let run = 0; run < 300; run++) {
      let state = runningStart();
      for (let day = 1; day <= 8; day++) {
        const estimate = 0.1 + (random() - 0.5) / Math.sqrt(day);
        const result = confidenceSequence(estimate, 0.2 / Math.sqrt(day), 500 * day, { tuningSize: 4000 });
        state = runningSequence(state, result);
      }
      const excludes = state.interval === null || state.interval.lower > 0 || state.interval.upper < 0;
      expect(state.pValue < 0.05).toBe(excludes);
      if (excludes) found++;
    }
    expect(found).toBeGreaterThan(20);
    expect(found).toBeLessThan(280);
  });

  it('of an experiment without effect all keep the truth, in nineteen of twenty experiments', () => {
    const random = seeded(3);
    let missed = 0;
    for (let run = 0; run < 200; run++) {
      const arms: [number[], number[]] = [[], []];
      let state = runningStart();
      for (let day = 0; day < 20; day++) {
        for (const arm of arms) for (let i = 0; i < 50; i++) arm.push(random() < 0.2 ? 1 : 0);
        const [control, treatment] = [momentsOf(arms[0]), momentsOf(arms[1])];
        if (control.n < 150) continue;
        state = runningSequence(state, sequentialDifference(control, treatment, { tuningSize: 2000 }));
      }
      if (state.interval === null || state.interval.lower > 0 || state.interval.upper < 0) missed++;
    }
    expect(missed / 200).toBeLessThan(0.05);
  });

  it.each([
    ['look.pValue', look(0, 1, 1.1)],
    ['look.interval.lower', look(Number.NaN, 1)],
    ['look.interval.upper', look(0, Infinity)],
    ['look.interval.lower', look(2, 1)],
    ['look.interval.level', look(0, 1, 0.5, 1.5)],
    ['look.interval.level', look(0, 1, 0.5, 0.9)],
  ])('are refused by the name of %s', (name, next) => {
    const attempt = () => runningSequence(runningSequence(null, look(0, 1)), next);

    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
