import { describe, expect, it } from 'vitest';
import { cusumStart, cusumStep } from './cusum.js';
import { rateModel, rateResidual } from './rate-model.js';
import type { EventCount } from './bernoulli-cusum.js';
import { seeded } from '../vectors.test-support.js';

const TRIALS = 20_000;
const RATE = 0.02;
/** Days differ by 10 % of the rate, besides chance. */
const CONCENTRATION = 0.98 / (RATE * 0.01) - 1;
const HORIZON = 300;

const random = seeded(20);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** Wilson and Hilferty's approximation, close for such shapes. */
const gammaDraw = (shape: number) => shape * (1 - 1 / (9 * shape) + normal() / (3 * Math.sqrt(shape))) ** 3;

function day(rate: number): EventCount {
  const hits = gammaDraw(rate * CONCENTRATION);
  const today = hits / (hits + gammaDraw((1 - rate) * CONCENTRATION));
  const events = Math.round(TRIALS * today + Math.sqrt(TRIALS * today * (1 - today)) * normal());
  return { events: Math.max(0, events), trials: TRIALS };
}

/** Days until a watcher cries, averaged; it looks at one day after the other. */
function averageDays(runs: number, rate: number, watcher: () => (today: EventCount) => boolean): number {
  let sum = 0;
  for (let run = 0; run < runs; run++) {
    const cries = watcher();
    let days = 1;
    while (!cries(day(rate)) && days < HORIZON) days++;
    sum += days;
  }
  return sum / runs;
}

const threeSigma = (concentration: number | null) => () => (today: EventCount) =>
  Math.abs(rateResidual(today, { rate: RATE, concentration })) > 3;

function cusumWatch(model: { rate: number | null; concentration: number | null }) {
  return () => {
    let state = cusumStart();
    return (today: EventCount) => {
      state = cusumStep(state, rateResidual(today, model), { mean: 0, standardDeviation: 1 });
      return state.alarm;
    };
  };
}

describe('a click rate of 2 % of 20,000 mails a day, when days differ by 10 %', () => {
  it('makes a binomial three-sigma chart cry wolf within days', () => {
    const days = averageDays(300, RATE, threeSigma(null));

    expect(days).toBeGreaterThan(4);
    expect(days).toBeLessThan(8);
  });

  it('leaves a CUSUM over beta-binomial residuals in peace for months', () => {
    // 437 days without an end to the series; here it ends after 300
    const model = { rate: RATE, concentration: CONCENTRATION };

    expect(averageDays(150, RATE, cusumWatch(model))).toBeGreaterThan(180);
  });

  it('is found to have fallen by a fifth within a working week, by the CUSUM first', () => {
    const model = { rate: RATE, concentration: CONCENTRATION };
    const byCusum = averageDays(300, 0.8 * RATE, cusumWatch(model));

    expect(byCusum).toBeLessThan(5.5);
    expect(averageDays(300, 0.8 * RATE, threeSigma(CONCENTRATION))).toBeGreaterThan(2 * byCusum);
  });

  it('may be watched with a model fitted to its own past', () => {
    const model = rateModel(Array.from({ length: 120 }, () => day(RATE)));

    expect(averageDays(100, RATE, cusumWatch(model))).toBeGreaterThan(100);
    expect(averageDays(100, 0.8 * RATE, cusumWatch(model))).toBeLessThan(7);
  });
});
