import { describe, expect, it } from 'vitest';
import { logIntegral } from './log-concave-integral.js';

describe('the integral of a log-concave function', () => {
  const whole = { peak: [-5, 5], support: [-50, 50] } as const;

  it('is that of the normal density', () => {
    expect(logIntegral(x => -0.5 * x * x, whole)).toBeCloseTo(0.5 * Math.log(2 * Math.PI), 12);
  });

  it('sees a step wherever it lies beside a wide slope', () => {
    const width = 1e-4;
    for (let place = -3; place < 0; place += 0.01) {
      // half of a normal density from the step on, rounded by an exponential of the given width
      const logStep = (x: number) => -0.5 * x * x - Math.max(0, (place - x) / width);
      const toRight = 0.5 * Math.log(2 * Math.PI);
      const below = logIntegral(x => (x > place ? -1e300 : -0.5 * x * x), { ...whole, peak: [-50, place] });
      const slope = width * Math.exp(-0.5 * place * place);
      const truth = Math.exp(toRight) - Math.exp(below) + slope / (1 + width * Math.abs(place));
      expect(Math.exp(logIntegral(logStep, whole)) / truth).toBeCloseTo(1, 7);
    }
  });

  it('does not chase the rounding errors of a large logarithm', () => {
    for (const height of [-1e5, -9e6, -1e12]) {
      let calls = 0;
      const log = logIntegral(x => {
        calls++;
        return height * (1 + (x - 0.3) ** 2);
      }, whole);
      expect(log / height).toBeCloseTo(1, 3);
      expect(calls).toBeLessThan(3000);
    }
  });

  it('of nothing is nothing', () => {
    expect(logIntegral(() => -Infinity, whole)).toBe(-Infinity);
  });
});
