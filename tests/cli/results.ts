import { expect } from 'vitest';
import type { Truth } from './hillstrom.js';

interface Range {
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
}

export interface ComparisonJson {
  readonly variantKey: string;
  readonly controlKey: string;
  readonly status: string;
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly interval: Range | null;
  readonly pValue: number | null;
  readonly adjustedPValue: number | null;
  readonly chanceToBeat: number | null;
  readonly relativeLift: number | null;
  readonly relativeInterval: Range | null;
  readonly relativeStatus: string;
  readonly varianceReduction: number | null;
  readonly method: { readonly name: string };
}

/** `ExperimentResults` as JSON: from the API and from the command line alike. */
export interface ResultsJson {
  readonly status: string;
  readonly checks: readonly {
    readonly name: string;
    readonly status: string;
    readonly pValue: number | null;
  }[];
  readonly metrics: readonly {
    readonly metricKey: string;
    readonly role: string;
    readonly arms: readonly {
      readonly variantKey: string;
      readonly units: number;
      readonly mean: number | null;
      readonly standardDeviation: number | null;
    }[];
    readonly comparisons: readonly ComparisonJson[];
  }[];
  readonly recommendation: string;
  readonly recommendedVariantKey: string | null;
  readonly decisionBlockedBy: readonly string[];
}

export function closeTo(actual: number | null | undefined, expected: number, relative = 1e-9): void {
  expect(actual).toEqual(expect.any(Number));
  expect(Math.abs((actual ?? 0) - expected), `${actual} instead of ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );
}

export function comparisonOf(results: ResultsJson, metricKey: string, variantKey: string): ComparisonJson {
  const metric = results.metrics.find(one => one.metricKey === metricKey);
  const found = metric?.comparisons.find(one => one.variantKey === variantKey);
  if (!found) throw new Error(`no comparison of ${variantKey} in ${metricKey}`);
  return found;
}

/** Everything that the truth knows of a comparison, to nine digits. */
export function expectTruth(
  results: ResultsJson,
  { outputs }: Truth,
  { metricKey, variantKey }: { metricKey: string; variantKey: string },
): void {
  const comparison = comparisonOf(results, metricKey, variantKey);
  const arms = results.metrics.find(one => one.metricKey === metricKey)?.arms ?? [];
  const control = arms.find(arm => arm.variantKey === comparison.controlKey);
  const treatment = arms.find(arm => arm.variantKey === variantKey);
  expect([control?.units, treatment?.units]).toEqual([outputs.n_a, outputs.n_b]);
  closeTo(control?.mean, outputs.mean_a);
  closeTo(treatment?.mean, outputs.mean_b);
  closeTo(control?.standardDeviation, Math.sqrt(outputs.var_a));
  closeTo(treatment?.standardDeviation, Math.sqrt(outputs.var_b));
  closeTo(comparison.difference, outputs.diff_b_minus_a);
  closeTo(comparison.standardError, outputs.se);
  closeTo(comparison.pValue, outputs.p_two_sided);
  closeTo(comparison.interval?.lower, outputs.ci_95[0]);
  closeTo(comparison.interval?.upper, outputs.ci_95[1]);
  closeTo(comparison.relativeLift, outputs.relative.lift);
  closeTo(comparison.relativeInterval?.lower, outputs.relative.ci95_delta[0]);
  closeTo(comparison.relativeInterval?.upper, outputs.relative.ci95_delta[1]);
}
