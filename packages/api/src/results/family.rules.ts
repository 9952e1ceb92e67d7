import { benjaminiHochberg, holm, ratioMoments } from '@probity/stats';
import type { Design } from '../experiments/index.js';
import { compare } from './comparison.rules.js';
import { type Evidence, type MeasuredArm, type MeasuredMetric, NOTHING_MEASURED } from './evidence.rules.js';
import { guarded } from './guardrail.rules.js';
import type { ArmSummary, Comparison, MetricResult } from './result.entity.js';
import type { MetricRole } from './result.enums.js';

/** The metrics of a design as they were measured, the primary one first; p-values are not adjusted yet. */
export function measuredResults(design: Design, evidence: Evidence): MetricResult[] {
  const of = (role: `${MetricRole}`, keys: readonly string[]) =>
    keys.map(key => measuredResult(design, evidence, role, key));
  return [
    ...of('PRIMARY', [design.primaryMetric]),
    ...of('SECONDARY', design.secondaryMetrics),
    ...design.guardrails.map(({ metric, margin }) => {
      const direction = evidence.metrics.get(metric)?.direction ?? 'INCREASE';
      return guarded(measuredResult(design, evidence, 'GUARDRAIL', metric), direction, margin);
    }),
  ];
}

/**
 * Adjusts p-values within each family: the comparisons of one role, in every table given. Guardrails are left alone,
 * since all of them must pass.
 */
export function adjusted(design: Design, tables: readonly (readonly MetricResult[])[]): MetricResult[][] {
  const byComparison = new Map<Comparison, number | null>();
  for (const role of ['PRIMARY', 'SECONDARY'] as const) {
    const tested = tables
      .flat()
      .filter(result => (result.role as string) === role)
      .flatMap(({ comparisons }) => comparisons)
      .filter(({ pValue }) => pValue !== null);
    const pValues = adjust(
      design,
      tested.map(({ pValue }) => pValue ?? 1),
    );
    tested.forEach((comparison, index) => byComparison.set(comparison, pValues[index] ?? null));
  }
  const withAdjusted = (one: Comparison): Comparison =>
    byComparison.has(one) ? { ...one, adjustedPValue: byComparison.get(one) ?? null } : one;
  return tables.map(results =>
    results.map(result => ({ ...result, comparisons: result.comparisons.map(withAdjusted) })),
  );
}

function adjust({ correction }: Design, pValues: readonly number[]): readonly number[] {
  if ((correction as string) === 'NONE') return pValues;
  return (correction as string) === 'HOLM' ? holm(pValues) : benjaminiHochberg(pValues);
}

function measuredResult(
  design: Design,
  { metrics, variants }: Evidence,
  role: `${MetricRole}`,
  key: string,
): MetricResult {
  const metric = metrics.get(key);
  if (!metric) throw new RangeError(`the metric "${key}" was not measured`);
  const arm = (index: number): MeasuredArm => metric.arms[index] ?? NOTHING_MEASURED;
  const controlAt = variants.findIndex(({ isControl }) => isControl);
  const controlKey = variants[controlAt]?.key ?? '';
  const pairings = variants
    .map(({ key: variantKey }, index) => ({
      metric,
      controlKey,
      variantKey,
      control: arm(controlAt),
      treatment: arm(index),
    }))
    .filter(({ variantKey }) => variantKey !== controlKey);
  return {
    metricKey: key,
    role: role as MetricRole,
    arms: variants.map((variant, index) => summary(variant.key, metric, arm(index))),
    comparisons: pairings.map(pairing => compare(design, pairing)),
  };
}

function summary(variantKey: string, { kind }: MeasuredMetric, { pair }: MeasuredArm): ArmSummary {
  const moments = kind === 'RATIO' ? ratioMoments(pair) : { mean: pair.meanY, variance: pair.varianceY };
  return {
    variantKey,
    units: pair.n,
    mean: pair.n > 0 && moments ? moments.mean : null,
    standardDeviation: pair.n > 1 && moments ? Math.sqrt(moments.variance) : null,
  };
}
