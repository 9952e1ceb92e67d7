import type { Design } from '../experiments/index.js';
import type { Evidence } from '../results/evidence.rules.js';
import type { ArmSummary, Comparison, ExperimentResults, MetricResult } from '../results/result.entity.js';
import { differenceText, levelText, pValueText, percent, signed } from './number-text.js';
import { type Column, table } from './table.js';

interface Background {
  readonly design: Design;
  readonly evidence: Evidence;
  readonly file: string;
}

const COUNT = new Intl.NumberFormat('en');

/** The results for people: every metric as a table, what the checks found, and what the design makes of it. */
export function resultsText(results: ExperimentResults, background: Background): string {
  const metrics = results.metrics.map(metric => metricText(metric, background));
  const checks = results.checks.map(
    ({ status, name, detail, pValue }) =>
      `  ${status.padEnd(7)}  ${name}: ${detail}${pValue === null ? '' : ` (p ${pValueText(pValue)})`}`,
  );
  return [title(results, background), ...metrics, ['Checks', ...checks].join('\n'), verdict(results)].join(
    '\n\n',
  );
}

function title({ metrics }: ExperimentResults, { design, evidence, file }: Background): string {
  const rows = evidence.units.reduce((sum, units) => sum + units, 0);
  const method = metrics[0]?.comparisons[0]?.method.name ?? design.method;
  const adjusted = design.covariateMetric === null ? '' : `; adjusted for "${design.covariateMetric}"`;
  return `${file}: ${COUNT.format(rows)} recipients, ${method}, alpha ${design.alpha}${adjusted}`;
}

function metricText(
  { metricKey, role, arms, comparisons }: MetricResult,
  { design, evidence }: Background,
): string {
  const kind = evidence.metrics.get(metricKey)?.kind === 'PROPORTION' ? 'proportion' : 'mean';
  const isBayesian = design.method === 'BAYESIAN';
  const rows = arms.map(arm => {
    const comparison = comparisons.find(({ variantKey }) => variantKey === arm.variantKey);
    return [
      ...armCells(arm, kind),
      ...(comparison ? comparisonCells(comparison, kind, isBayesian) : ['(control)']),
    ];
  });
  const titles = ['variant', 'units', 'mean', 'difference', `${100 * (1 - design.alpha)} % interval`];
  const judged = isBayesian ? ['chance to beat', 'lift'] : ['p', 'adjusted p', 'lift'];
  const columns = [...titles, ...judged].map(
    (name, index): Column => ({ title: name, align: index ? 'right' : 'left' }),
  );
  return `${metricKey} (${role.toLowerCase()}, ${kind})\n${indented(table(columns, rows))}`;
}

const armCells = ({ variantKey, units, mean }: ArmSummary, kind: 'proportion' | 'mean'): string[] => [
  variantKey,
  COUNT.format(units),
  mean === null ? '-' : levelText(kind)(mean),
];

function comparisonCells(comparison: Comparison, kind: 'proportion' | 'mean', isBayesian: boolean): string[] {
  const { difference, interval, pValue, adjustedPValue, chanceToBeat, relativeLift } = comparison;
  if (difference === null) return [comparison.status.toLowerCase().replaceAll('_', ' ')];
  const number = signed(differenceText(kind));
  const range = `${number(interval?.lower ?? null)} .. ${number(interval?.upper ?? null)}`;
  const lift = signed(percent)(relativeLift);
  const judged = isBayesian
    ? [chanceToBeat === null ? '-' : chanceToBeat.toFixed(4)]
    : [pValue, adjustedPValue].map(p => (p === null ? '-' : pValueText(p)));
  return [number(difference), range, ...judged, relativeLift === null ? '-' : lift];
}

const indented = (text: string): string => text.replace(/^/gm, '  ');

const WORDS: Readonly<Record<string, string>> = {
  SHIP: 'it is better, and no check speaks against it',
  ROLL_BACK: 'every variant is worse than the control',
  KEEP_RUNNING: 'nothing is settled yet',
  REVIEW: 'the data do not settle it: a person must look',
};

function verdict({ recommendation, recommendedVariantKey, decisionBlockedBy }: ExperimentResults): string {
  const what = recommendedVariantKey === null ? '' : ` "${recommendedVariantKey}"`;
  const why =
    decisionBlockedBy.length === 0
      ? (WORDS[recommendation ?? ''] ?? '')
      : `no decision may rest on this (${decisionBlockedBy.join(', ')})`;
  return `Verdict  ${recommendation}${what}: ${why}`;
}
