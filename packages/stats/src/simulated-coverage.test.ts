import { describe, expect, it } from 'vitest';
import { falseAlarms } from './simulation/arrivals.test-support.js';
import { experimentRows } from './simulation/plan.test-support.js';
import { rate } from './simulation/rates.test-support.js';
import { ORDER_CAP, revenue } from './simulation/revenue.test-support.js';
import { clicksPerSend, revenuePerSend } from './simulation/sends.test-support.js';
import type { Row } from './simulation/table.test-support.js';
import { judged } from './simulation/verdict.test-support.js';

// A few hundred runs of what `npm run simulate` does with ten thousand: see `simulate/`.

const HONEST = ['as promised', 'below nominal'];

function falsePositives({ same, nominal }: Row) {
  return judged(same.rejected, same.runs, same.promise, nominal);
}

function misses({ different, nominal }: Row) {
  if (different === null || different.missed === null) throw new Error('this row has no interval');
  return judged(different.missed, different.runs, different.promise, nominal);
}

const BY_RATES = rate(0.1, 250);
const BY_CLICKS = clicksPerSend(0.1, 150);

const SIMULATED = [
  { population: rate(0.02, 1250), runs: 200 },
  { population: BY_RATES, runs: 400 },
  { population: revenue('revenue, heavy tail', 0.02, 1250), runs: 60 },
  { population: revenue('revenue, capped', 0.02, 1250, ORDER_CAP), runs: 60 },
  { population: BY_CLICKS, runs: 600 },
  { population: revenuePerSend(0.01, 1000), runs: 60 },
].map(({ population, runs }) => ({ population, rows: experimentRows(population, runs, 11) }));

describe.each(SIMULATED)('over simulated experiments on a $population.name', ({ rows }) => {
  const kept = rows
    .filter(({ same }) => same.promise !== 'none')
    .map(row => ({ engine: row.same.engine, row }));

  it.each(kept)('$engine finds an effect where there is none no more often than it says', ({ row }) => {
    expect(HONEST).toContain(falsePositives(row).verdict);
  });

  it.each(kept)('$engine holds a true lift of a tenth as often as it says', ({ row }) => {
    expect(HONEST).toContain(misses(row).verdict);
  });
});

describe('a way of reading that breaks its promise', () => {
  const broken = SIMULATED.filter(({ population }) => population === BY_RATES || population === BY_CLICKS)
    .flatMap(({ rows }) => rows)
    .filter(({ same }) => same.promise === 'none');

  it.each(broken.map(row => ({ engine: row.same.engine, row })))('is seen: $engine', ({ row }) => {
    expect(falsePositives(row).verdict).toBe('errs, as it must');
    expect(misses(row).verdict).toBe('errs, as it must');
  });

  it('is a test for one look used at thirty: wrong in more than 15 % of experiments, not in 5 %', () => {
    const peeking = broken.find(({ same }) => same.engine === 'control: Welch at every look') as Row;

    expect(falsePositives(peeking).bar.lower).toBeGreaterThan(0.15);
  });
});

describe.each([{ weights: [1, 1] as const }, { weights: [9, 1] as const }])(
  'over simulated arrivals with weights $weights',
  ({ weights }) => {
    const [atEnd, sequential, peeking] = falseAlarms({
      weights,
      perDay: 2000,
      alarmBelow: 0.05,
      runs: 2000,
      seed: 31,
    }).map(tally => judged(tally.rejected, tally.runs, tally.promise, 0.05));

    it('the test at the end and the one at every look raise no more false alarms than they say', () => {
      expect(atEnd?.verdict).toBe('as promised');
      expect(sequential?.verdict).toBe('as promised');
    });

    it('the test for the end raises many when asked at every look', () => {
      expect(peeking?.bar.lower).toBeGreaterThan(0.15);
    });
  },
);
