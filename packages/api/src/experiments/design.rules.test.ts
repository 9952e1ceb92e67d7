import { describe, expect, it } from 'vitest';
import {
  type DesignDraft,
  type KnownMetric,
  designFrom,
  metricsOf,
  requireKnownMetrics,
} from './design.rules.js';

const draft = (overrides: Partial<DesignDraft> = {}): DesignDraft => ({
  primaryMetric: 'orders',
  method: 'FIXED',
  ...overrides,
});
const defined = (kind = 'MEAN', retiredAt: Date | null = null): KnownMetric => ({ kind, retiredAt });

describe('a design', () => {
  it('says everything that it was not told', () => {
    expect(designFrom(draft())).toEqual({
      primaryMetric: 'orders',
      secondaryMetrics: [],
      guardrails: [],
      method: 'FIXED',
      alpha: 0.05,
      power: 0.8,
      minimumDetectableLift: null,
      plannedRecipients: null,
      correction: 'HOLM',
      covariateMetric: null,
    });
  });

  it.each<Partial<DesignDraft>>([
    { alpha: 0.0001 },
    { alpha: 0.5 },
    { power: 0.5 },
    { power: 0.9999 },
    { minimumDetectableLift: 1e-9 },
    { minimumDetectableLift: 100 },
    { plannedRecipients: 100 },
    { plannedRecipients: 2_000_000_000 },
  ])('may be as far out as %o', overrides => {
    expect(designFrom(draft(overrides))).toMatchObject(overrides);
  });

  it.each<[string, number[]]>([
    ['alpha', [0, 0.00009, 0.51, -1, Number.NaN]],
    ['power', [0, 0.49, 1, Number.NaN]],
    ['minimumDetectableLift', [0, -0.1, 100.1, Number.NaN]],
    ['plannedRecipients', [0, 99, -1000, Number.NaN]],
  ])('is refused with %s out of range', (field, values) => {
    for (const value of values) {
      expect(() => designFrom(draft({ [field]: value }))).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { field: `design.${field}` } }),
      );
    }
  });

  const margin = 0.1;
  it.each<[string, Partial<DesignDraft>]>([
    ['decides and is reported', { secondaryMetrics: ['orders'] }],
    ['decides and guards', { guardrails: [{ metric: 'orders', margin }] }],
    ['is reported and guards', { secondaryMetrics: ['opens'], guardrails: [{ metric: 'opens', margin }] }],
    ['is reported twice', { secondaryMetrics: ['opens', 'opens'] }],
    [
      'guards twice',
      {
        guardrails: [
          { metric: 'opens', margin },
          { metric: 'opens', margin },
        ],
      },
    ],
  ])('is refused where a metric %s', (_what, overrides) => {
    expect(() => designFrom(draft(overrides))).toThrow(
      expect.objectContaining({
        extensions: expect.objectContaining({ rule: 'metric-named-twice', field: 'design' }),
      }),
    );
  });

  it('may use a metric that decides as its own covariate', () => {
    expect(designFrom(draft({ covariateMetric: 'orders' })).covariateMetric).toBe('orders');
  });

  it('has at most 50 metrics', () => {
    const secondary = (count: number) => Array.from({ length: count }, (_one, index) => `m${index}`);

    expect(designFrom(draft({ secondaryMetrics: secondary(49) })).secondaryMetrics).toHaveLength(49);
    expect(() => designFrom(draft({ secondaryMetrics: secondary(50) }))).toThrow('at most 50 metrics');
  });

  it('refers to each metric once, whatever its roles', () => {
    const full = draft({
      secondaryMetrics: ['opens'],
      guardrails: [{ metric: 'complaints', margin: 0 }],
      covariateMetric: 'orders',
    });

    expect(metricsOf(full)).toEqual(['orders', 'opens', 'complaints']);
  });
});

describe('the metrics of a design', () => {
  const design = designFrom(
    draft({
      secondaryMetrics: ['opens'],
      guardrails: [{ metric: 'complaints', margin: 0.1 }],
      covariateMetric: 'visits',
    }),
  );
  const all = ['orders', 'opens', 'complaints', 'visits'];
  const known = (changed: Record<string, KnownMetric | null> = {}): Map<string, KnownMetric> =>
    new Map(
      all.flatMap(key => {
        const metric = key in changed ? changed[key] : defined();
        return metric ? [[key, metric] as const] : [];
      }),
    );

  it('may be used when all are defined', () => {
    expect(() => requireKnownMetrics(design, known())).not.toThrow();
  });

  it.each([
    ['orders', 'design.primaryMetric'],
    ['opens', 'design.secondaryMetrics'],
    ['complaints', 'design.guardrails'],
    ['visits', 'design.covariateMetric'],
  ])('are refused when "%s" is not there, or retired, with the field %s', (metric, field) => {
    const refused = (rule: string) =>
      expect.objectContaining({ code: 'RULE_VIOLATED', extensions: { rule, field, metric } });

    expect(() => requireKnownMetrics(design, known({ [metric]: null }))).toThrow(refused('unknown-metric'));
    expect(() => requireKnownMetrics(design, known({ [metric]: defined('MEAN', new Date(0)) }))).toThrow(
      refused('retired-metric'),
    );
  });

  it.each(['MEAN', 'PROPORTION'])('may have a %s for a covariate', kind => {
    expect(() => requireKnownMetrics(design, known({ visits: defined(kind) }))).not.toThrow();
  });

  it('may not have a ratio for a covariate', () => {
    expect(() => requireKnownMetrics(design, known({ visits: defined('RATIO') }))).toThrow(
      expect.objectContaining({ extensions: { rule: 'ratio-covariate', field: 'design.covariateMetric' } }),
    );
  });
});
