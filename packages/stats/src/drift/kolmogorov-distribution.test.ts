import { describe, expect, it } from 'vitest';
import { chanceWithinBand } from './durbin-matrix.js';
import { kolmogorovTail } from './kolmogorov-distribution.js';
import { pelzGoodChance } from './pelz-good.js';
import { smirnovTail } from './smirnov-tail.js';
import { expectClose, numberAt } from '../vectors.test-support.js';
import { cases } from './samples.test-support.js';

describe('the distribution of the one-sample Kolmogorov-Smirnov statistic', () => {
  // scipy 1.17: kstwo.sf(d, n)
  it.each([
    [5, 0.15, 0.9988],
    [7, 0.95, 1.5625000000000096e-9],
    [10, 0.3, 0.27053557479999946],
    [20, 0.7, 2.392395040880019e-10],
    [30, 0.02, 1],
    [50, 0.1, 0.6623112704658186],
    [100, 0.15, 0.019839242125643017],
    [140, 0.11, 0.06252511429470399],
    [141, 0.1, 0.11128445516467944],
    [406, 0.05, 0.25353676302876826],
    [1000, 0.01, 0.9999496745370611],
    [10_000, 0.012, 0.11135257403749388],
    [10_000, 0.02, 0.0006616848639387309],
    [100_000, 0.0005, 1],
    [100_000, 0.003, 0.3284563327726956],
    [500_000, 0.002, 0.036582179671620585],
    [1_000_000, 0.001, 0.26982107442589376],
    [1_000_000, 0.0173, 2.0835073535790385e-260],
  ])('agrees with scipy for %d values and distance %d', (n, d, tail) => {
    expectClose(kolmogorovTail(n, d), tail, 1e-11);
  });

  // mpmath, 60 digits: Durbin's matrix
  it.each([
    [20, 0.4456976172101276, 0.00038529226000069114],
    [60, 0.1, 0.5521961259289286],
    [100, 0.15, 0.019839242125646046],
    [139, 0.1690627425938383, 0.0006083986493110231],
  ])('agrees with exact arithmetic for %d values and distance %d', (n, d, tail) => {
    expectClose(kolmogorovTail(n, d), tail, 1e-10);
  });

  // mpmath, 30 digits: the sum of Birnbaum and Tingey, all terms
  it.each([
    [1, 0.7, 0.3],
    [12, 0.25, 0.18993473238407113],
    [406, 0.3140394088669951, 2.202120108337453e-36],
    [3000, 0.03, 0.004424113897465431],
    [20_000, 0.011, 0.007848679778453221],
    [20_000, 0.03, 2.258165019335496e-16],
    [33_000, 0.1, 4.9905878503746735e-288],
  ])('has the one-sided tail of exact arithmetic for %d values and distance %d', (n, d, tail) => {
    expectClose(smirnovTail(n, d), tail, 1e-13);
  });

  it('is known in closed form for one value and for two', () => {
    for (const d of [0.5, 0.6, 0.75, 0.99]) {
      expectClose(kolmogorovTail(1, d), 2 - 2 * d, 1e-14);
      expectClose(kolmogorovTail(2, d), 2 * (1 - d) ** 2, 1e-14);
    }
    expectClose(kolmogorovTail(2, 0.4), 1 - 2 * (2 * 0.4 - 0.5) ** 2, 1e-14);
  });

  it('never rises with the distance, across the seams of its methods', () => {
    for (const n of [2, 17, 140, 141, 3000, 100_001]) {
      let before = 1;
      for (let z = 0.05; z < 3; z += 0.025) {
        const tail = kolmogorovTail(n, Math.min(1, z / Math.sqrt(n)));
        expect(tail).toBeLessThanOrEqual(before * (1 + 1e-12));
        before = tail;
      }
    }
  });

  it('differs little between two methods at the seam between them', () => {
    const body = Math.sqrt(1 / 400);
    const tail = Math.sqrt(2.2 / 4e6);

    expectClose(pelzGoodChance(400, body), chanceWithinBand(400, body), 1e-6);
    expectClose(1 - pelzGoodChance(4e6, tail), 2 * smirnovTail(4e6, tail), 1e-5);
  });

  it('is certain below half a step and impossible at a distance of 1', () => {
    expect(kolmogorovTail(50, 0.01)).toBe(1);
    expect(kolmogorovTail(50, 0)).toBe(1);
    expect(kolmogorovTail(50, 1)).toBe(0);
    expect(kolmogorovTail(1e6, 0.9)).toBe(0);
  });

  it.each(cases.filter(({ id }) => id.startsWith('nab')))('has the far tail of $id', ({ outputs }) => {
    expectClose(kolmogorovTail(406, numberAt(outputs, 'ks_D')), outputs['ks_p_asymp'], 1e-12);
  });
});
