import { benjaminiHochberg, holm, ratioMoments } from '@probity/stats';
import type { Design } from '../experiments/index.js';
import { sampleRatioCheck, severalVariantsCheck } from './check.rules.js';
import { compare } from './comparison.rules.js';
import { type Evidence, type MeasuredArm, type MeasuredMetric, NOTHING_MEASURED } from './evidence.rules.js';
import { blockers, recommend } from './recommendation.rules.js';
import type { ArmSummary, Comparison, ExperimentResults, MetricResult } from './result.entity.js';
import type { GuardrailStatus, MetricRole, ResultStatus } from './result.enums.js';

/** What an experiment shows, by the design registered at its start. Pure: the same evidence, the same numbers. */
export function analyse(design: Design, evidence: Evidence): ExperimentResults {
  const primary = family(design, evidence, 'PRIMARY', [design.primaryMetric]);
  const secondary = family(design, evidence, 'SECONDARY', design.secondaryMetrics);
  const guardrails = family(
    design,
    evidence,
    'GUARDRAIL',
    design.guardrails.map(({ metric }) => metric),
  );
  const metrics = [...primary, ...secondary, ...guardrails.map(result => guarded(design, evidence, result))];
  const checks = [sampleRatioCheck(evidence), severalVariantsCheck(evidence)];
  const blockedBy = blockers(design, evidence, checks, primary[0] as MetricResult);
  return {
    status: statusOf(blockedBy),
    asOf: evidence.asOf,
    phase: evidence.phase,
    method: design.method,
    checks,
    metrics,
    ...recommend(design, evidence, blockedBy, metrics),
    decisionBlockedBy: blockedBy,
  };
}

function statusOf(blockedBy: readonly string[]): ResultStatus {
  if (blockedBy.includes('sample-ratio')) return 'SAMPLE_RATIO_MISMATCH' as ResultStatus;
  return (blockedBy.includes('not-enough-data') ? 'NOT_ENOUGH_DATA' : 'OK') as ResultStatus;
}

/** The metrics of one role: their p-values are adjusted together, except those of guardrails, which all must pass. */
function family(
  design: Design,
  evidence: Evidence,
  role: `${MetricRole}`,
  keys: readonly string[],
): MetricResult[] {
  const results = keys.map(key => measuredResult(design, evidence, role, key));
  if (role === 'GUARDRAIL' || design.correction === 'NONE') return results;
  const tested = results.flatMap(({ comparisons }) => comparisons).filter(({ pValue }) => pValue !== null);
  const adjust = design.correction === 'HOLM' ? holm : benjaminiHochberg;
  const adjusted = adjust(tested.map(({ pValue }) => pValue ?? 1));
  const byComparison = new Map(tested.map((comparison, index) => [comparison, adjusted[index] ?? null]));
  return results.map(result => ({
    ...result,
    comparisons: result.comparisons.map(one => ({ ...one, adjustedPValue: byComparison.get(one) ?? null })),
  }));
}

function measuredResult(
  design: Design,
  { metrics, variants }: Evidence,
  role: `${MetricRole}`,
  key: string,
): MetricResult {
  const metric = metrics.get(key);
  if (!metric) throw new RangeError(`the metric "${key}" was not measured`);
  const control = variants.findIndex(({ isControl }) => isControl);
  const arm = (index: number): MeasuredArm => metric.arms[index] ?? NOTHING_MEASURED;
  const comparisons = variants.flatMap(({ key: variantKey }, index) =>
    index === control
      ? []
      : [
          compare(design, {
            metric,
            variantKey,
            controlKey: variants[control]?.key ?? '',
            control: arm(control),
            treatment: arm(index),
          }),
        ],
  );
  const arms = variants.map((variant, index) => summary(variant.key, metric, arm(index)));
  return { metricKey: key, role: role as MetricRole, arms, comparisons };
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

function guarded(design: Design, evidence: Evidence, result: MetricResult): MetricResult {
  const margin = design.guardrails.find(({ metric }) => metric === result.metricKey)?.margin ?? 0;
  const direction = evidence.metrics.get(result.metricKey)?.direction ?? 'INCREASE';
  const control =
    result.arms.find(({ variantKey }) => variantKey === result.comparisons[0]?.controlKey)?.mean ?? 0;
  const accepted = margin * Math.abs(control);
  return {
    ...result,
    comparisons: result.comparisons.map(comparison => ({
      ...comparison,
      guardrail: guardrailOf(comparison, direction, accepted),
    })),
  };
}

/** Non-inferiority: passed when the interval excludes harm beyond what is accepted, failed when it shows harm. */
export function guardrailOf(
  { interval }: Pick<Comparison, 'interval'>,
  direction: 'INCREASE' | 'DECREASE',
  accepted: number,
): GuardrailStatus {
  const worst =
    direction === 'INCREASE' ? interval?.lower : interval && -(interval.upper ?? Number.POSITIVE_INFINITY);
  const best =
    direction === 'INCREASE' ? interval?.upper : interval && -(interval.lower ?? Number.NEGATIVE_INFINITY);
  if (worst == null || best == null) return 'INCONCLUSIVE' as GuardrailStatus;
  if (best < 0) return 'FAILED' as GuardrailStatus;
  return (worst > -accepted ? 'PASSED' : 'INCONCLUSIVE') as GuardrailStatus;
}
