import { holm } from '@probity/stats';
import { describe, expect, it } from 'vitest';
import { type DesignDraft, designFrom } from '../experiments/design.rules.js';
import type { Evidence, MeasuredArm, MeasuredMetric } from './evidence.rules.js';
import { analyse } from './result.rules.js';

interface Told {
  /** Rates in percent, of the control and of each variant. */
  readonly rates: readonly number[];
  readonly direction?: 'INCREASE' | 'DECREASE';
}

const N = 10_000;
const rate = (percent: number, n: number): MeasuredArm => {
  const mean = percent / 100;
  const varianceY = n > 1 ? (mean * (1 - mean) * n) / (n - 1) : 0;
  return {
    pair: { n, meanY: mean, varianceY, meanX: 0, varianceX: 0, covariance: 0 },
    nonZero: Math.round(mean * n),
  };
};
const measured = (
  key: string,
  { rates, direction = 'INCREASE' }: Told,
  units: readonly number[],
): MeasuredMetric => ({
  key,
  kind: 'PROPORTION',
  direction,
  hasCovariate: false,
  arms: rates.map((percent, index) => rate(percent, units[index] ?? 0)),
});

function evidence(told: Record<string, Told>, overrides: Partial<Evidence> = {}): Evidence {
  const arms = Object.values(told)[0]?.rates.length ?? 0;
  const units = overrides.units ?? Array<number>(arms).fill(N);
  return {
    asOf: new Date(0),
    phase: 1,
    isRunning: true,
    variants: units.map((_units, index) => ({ key: `v${index}`, isControl: index === 0, weightBp: 1000 })),
    units,
    inSeveralVariants: 0,
    metrics: new Map(Object.entries(told).map(([key, one]) => [key, measured(key, one, units)])),
    ...overrides,
  };
}

const design = (overrides: Partial<DesignDraft> = {}) =>
  designFrom({ primaryMetric: 'orders', method: 'FIXED', ...overrides });
const read = (
  told: Record<string, Told>,
  changed: Partial<DesignDraft> = {},
  overrides: Partial<Evidence> = {},
) => analyse(design(changed), evidence(told, overrides));
const guarding = { guardrails: [{ metric: 'complaints', margin: 0.1 }] };
const complaints = (...rates: number[]): Told => ({ rates, direction: 'DECREASE' });

describe('results', () => {
  it('say what each metric is for, the primary one first', () => {
    const told = { opens: { rates: [20, 21] }, complaints: complaints(1, 1), orders: { rates: [10, 11] } };

    const { metrics } = read(told, { ...guarding, secondaryMetrics: ['opens'] });

    expect(metrics.map(({ metricKey, role }) => [metricKey, role])).toEqual([
      ['orders', 'PRIMARY'],
      ['opens', 'SECONDARY'],
      ['complaints', 'GUARDRAIL'],
    ]);
  });

  it('compare every variant with the control, wherever it stands', () => {
    const variants = [false, true, false].map((isControl, index) => ({
      key: `v${index}`,
      isControl,
      weightBp: 1,
    }));

    const { metrics } = read({ orders: { rates: [12, 10, 11] } }, {}, { variants });

    expect(
      metrics[0]?.comparisons.map(({ variantKey, controlKey, difference }) => [
        variantKey,
        controlKey,
        difference,
      ]),
    ).toEqual([
      ['v0', 'v1', expect.closeTo(0.02, 12)],
      ['v2', 'v1', expect.closeTo(0.01, 12)],
    ]);
  });

  it('adjust p-values within a family and not across', () => {
    const told = {
      orders: { rates: [10, 10.8, 11] },
      opens: { rates: [20, 21, 20.5] },
      clicks: { rates: [5, 5.2, 5.5] },
    };

    const { metrics } = read(told, { secondaryMetrics: ['opens', 'clicks'] });

    const [primary, ...secondary] = metrics.map(({ comparisons }) => comparisons);
    const raw = (list: typeof primary = []) => list.map(({ pValue }) => pValue ?? Number.NaN);
    const adjusted = (list: typeof primary = []) => list.map(({ adjustedPValue }) => adjustedPValue);
    expect(adjusted(primary)).toEqual(holm(raw(primary)));
    expect(adjusted(secondary.flat())).toEqual(holm(raw(secondary.flat())));
    expect(adjusted(primary)[1]).toBeGreaterThan(raw(primary)[1] ?? 0);
  });

  it.each(['NONE', 'HOLM', 'BENJAMINI_HOCHBERG'] as const)('adjust p-values as %s says', correction => {
    const { metrics } = read({ orders: { rates: [10, 10.92, 10.87] } }, { correction });
    const comparisons = metrics[0]?.comparisons ?? [];
    const [low = 0, high = 0] = comparisons.map(({ pValue }) => pValue ?? 0);
    const expected = {
      NONE: [low, high],
      HOLM: [2 * low, Math.max(2 * low, high)],
      BENJAMINI_HOCHBERG: [Math.min(2 * low, high), high],
    };

    expect(low).toBeLessThan(high);
    expect(comparisons.map(({ adjustedPValue }) => adjustedPValue)).toEqual(
      expected[correction].map(value => expect.closeTo(value, 12)),
    );
  });

  it('leave the p-values of guardrails as they are, since all must pass', () => {
    const { metrics } = read(
      { orders: { rates: [10, 11, 12] }, complaints: complaints(1, 1.1, 1.2) },
      guarding,
    );

    for (const { pValue, adjustedPValue } of metrics[1]?.comparisons ?? [])
      expect(adjustedPValue).toBe(pValue);
  });

  it('count an arm that nobody saw as empty, and the others as they are', () => {
    const { metrics, status } = read({ orders: { rates: [10, 11, 0] } }, {}, { units: [N, N, 0] });

    expect(metrics[0]?.comparisons.map(one => one.status)).toEqual(['OK', 'EMPTY_ARM']);
    expect(status).toBe('SAMPLE_RATIO_MISMATCH');
  });
});

describe('results that nobody may decide on', () => {
  it.each<[string, Partial<Evidence>, string, string[]]>([
    ['without recipients', { units: [0, 0] }, 'NOT_ENOUGH_DATA', ['not-enough-data']],
    ['with one recipient each', { units: [1, 1] }, 'NOT_ENOUGH_DATA', ['not-enough-data']],
    [
      'of arms that are not of the planned sizes',
      { units: [N, N + 700] },
      'SAMPLE_RATIO_MISMATCH',
      ['sample-ratio'],
    ],
    ['of recipients who saw several variants', { inSeveralVariants: N }, 'OK', ['several-variants']],
    [
      'of both',
      { units: [N, N + 700], inSeveralVariants: N },
      'SAMPLE_RATIO_MISMATCH',
      ['sample-ratio', 'several-variants'],
    ],
  ])('%s say why', (_what, overrides, status, blockedBy) => {
    const results = read({ orders: { rates: [10, 12] } }, {}, overrides);

    expect(results).toMatchObject({ status, decisionBlockedBy: blockedBy });
    expect(['KEEP_RUNNING', 'REVIEW']).toContain(results.recommendation);
    expect(results.recommendedVariantKey).toBeNull();
  });

  it.each([
    ['a fixed test that is read early', 'FIXED', true, ['planned-size-not-reached']],
    ['a fixed test that was stopped', 'FIXED', false, []],
    ['a sequential test, which may be read at any time', 'SEQUENTIAL', true, []],
    ['a Bayesian test', 'BAYESIAN', true, []],
  ] as const)('are those of %s', (_what, method, isRunning, blockedBy) => {
    const told = { orders: { rates: [10, 13] } };

    expect(read(told, { method, plannedRecipients: 2 * N + 1 }, { isRunning }).decisionBlockedBy).toEqual(
      blockedBy,
    );
    expect(read(told, { method, plannedRecipients: 2 * N }, { isRunning }).decisionBlockedBy).toEqual([]);
  });
});

describe('the recommendation', () => {
  it.each<[string, Record<string, Told>, string, string | null]>([
    ['to ship what is better', { orders: { rates: [10, 12] } }, 'SHIP', 'v1'],
    ['to ship the best of what is better', { orders: { rates: [10, 12, 13, 11.9] } }, 'SHIP', 'v2'],
    ['to ship what is better though another is worse', { orders: { rates: [10, 8, 12] } }, 'SHIP', 'v2'],
    ['to roll back what is worse', { orders: { rates: [10, 8] } }, 'ROLL_BACK', null],
    ['to roll back where all are worse', { orders: { rates: [10, 8, 7] } }, 'ROLL_BACK', null],
    ['to go on where nothing is settled', { orders: { rates: [10, 10.1] } }, 'KEEP_RUNNING', null],
    [
      'to go on where one is worse and one is open',
      { orders: { rates: [10, 8, 10.1] } },
      'KEEP_RUNNING',
      null,
    ],
    [
      'to ship less, where less is better',
      { orders: { rates: [10, 8], direction: 'DECREASE' } },
      'SHIP',
      'v1',
    ],
    [
      'to ship the least, where less is better',
      { orders: { rates: [10, 8, 7], direction: 'DECREASE' } },
      'SHIP',
      'v2',
    ],
    [
      'to roll back more, where less is better',
      { orders: { rates: [10, 12], direction: 'DECREASE' } },
      'ROLL_BACK',
      null,
    ],
  ])('is %s', (_what, told, recommendation, variantKey) => {
    expect(read(told)).toMatchObject({ recommendation, recommendedVariantKey: variantKey });
  });

  it.each<[string, number[], number[], string, string | null]>([
    ['to ship where the guardrail is passed', [10, 12], [5, 4.5], 'SHIP', 'v1'],
    ['to look where the guardrail is open', [10, 12], [1, 1], 'REVIEW', null],
    ['to roll back what breaks a guardrail', [10, 12], [1, 2], 'ROLL_BACK', null],
    ['to ship the second best where the best breaks a guardrail', [10, 13, 12], [5, 7, 4.5], 'SHIP', 'v2'],
    [
      'to look where the only one that is better breaks a guardrail',
      [10, 13, 10.1],
      [5, 7, 4.5],
      'REVIEW',
      null,
    ],
    ['to go on where nothing is better and the guardrail is open', [10, 10.1], [1, 1], 'KEEP_RUNNING', null],
  ])('is %s', (_what, rates, guard, recommendation, variantKey) => {
    const results = read({ orders: { rates }, complaints: complaints(...guard) }, guarding);

    expect(results).toMatchObject({ recommendation, recommendedVariantKey: variantKey });
  });

  it('is to look, and not to go on, where it does not run any more', () => {
    const still = { isRunning: false };

    expect(read({ orders: { rates: [10, 10.1] } }, {}, still).recommendation).toBe('REVIEW');
    expect(read({ orders: { rates: [10, 12] } }, {}, still).recommendation).toBe('SHIP');
  });

  it('is to look where a check failed, whatever the numbers say', () => {
    expect(read({ orders: { rates: [10, 20] } }, {}, { units: [N, N + 700] }).recommendation).toBe('REVIEW');
  });

  it('needs an adjusted p-value below alpha, not a raw one', () => {
    const rates = [10, 10.9, 10];

    const [raw, adjusted] = (['NONE', 'HOLM'] as const).map(correction =>
      read({ orders: { rates } }, { correction }),
    );

    expect(raw?.metrics[0]?.comparisons[0]?.pValue).toBeLessThan(0.05);
    expect([raw?.recommendation, adjusted?.recommendation]).toEqual(['SHIP', 'KEEP_RUNNING']);
  });

  it.each([
    [12, 'SHIP'],
    [8, 'ROLL_BACK'],
    [10.1, 'KEEP_RUNNING'],
  ])('follows the posterior of a Bayesian design: %d against 10 percent', (percent, recommendation) => {
    expect(read({ orders: { rates: [10, percent] } }, { method: 'BAYESIAN' }).recommendation).toBe(
      recommendation,
    );
  });
});
