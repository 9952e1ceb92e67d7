import type { Design } from '../experiments/index.js';
import { sampleRatioCheck, severalVariantsCheck } from './check.rules.js';
import type { Evidence } from './evidence.rules.js';
import { adjusted, measuredResults } from './family.rules.js';
import { blockers, recommend } from './recommendation.rules.js';
import type { DimensionResult, ExperimentResults, MetricResult } from './result.entity.js';
import type { ResultStatus } from './result.enums.js';

/** What an experiment shows, by the design registered at its start. Pure: the same evidence, the same numbers. */
export function analyse(design: Design, evidence: Evidence): ExperimentResults {
  const [metrics = []] = adjusted(design, [measuredResults(design, evidence)]);
  const checks = [sampleRatioCheck(evidence), severalVariantsCheck(evidence)];
  const blockedBy = blockers(design, evidence, checks, metrics[0] as MetricResult);
  return {
    status: statusOf(blockedBy),
    asOf: evidence.asOf,
    phase: evidence.phase,
    method: design.method,
    checks,
    metrics,
    ...recommend(design, evidence, blockedBy, metrics),
    decisionBlockedBy: blockedBy,
    breakdown: null,
  };
}

function statusOf(blockedBy: readonly string[]): ResultStatus {
  if (blockedBy.includes('sample-ratio')) return 'SAMPLE_RATIO_MISMATCH' as ResultStatus;
  return (blockedBy.includes('not-enough-data') ? 'NOT_ENOUGH_DATA' : 'OK') as ResultStatus;
}

/** The evidence of the recipients that share one value of a dimension. */
export interface Level {
  readonly value: string | null;
  readonly evidence: Evidence;
}

/** The same analysis level by level. Exploratory: p-values are adjusted over all levels together. */
export function analyseLevels(design: Design, levels: readonly Level[]): DimensionResult[] {
  const tables = adjusted(
    design,
    levels.map(({ evidence }) => measuredResults(design, evidence)),
  );
  return levels.map(({ value, evidence }, index) => ({
    value,
    units: evidence.units.reduce((sum, units) => sum + units, 0),
    checks: [sampleRatioCheck(evidence)],
    metrics: tables[index] ?? [],
  }));
}
