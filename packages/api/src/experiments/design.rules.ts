import { badInput, violation } from '../kernel/errors.js';
import type { Design } from './design.entity.js';
import type { Correction, Method } from './experiment.enums.js';

export interface DesignDraft {
  readonly primaryMetric: string;
  readonly secondaryMetrics?: readonly string[] | null;
  readonly guardrails?: readonly { readonly metric: string; readonly margin: number }[] | null;
  readonly method: `${Method}`;
  readonly alpha?: number | null;
  readonly power?: number | null;
  readonly minimumDetectableLift?: number | null;
  readonly plannedRecipients?: number | null;
  readonly correction?: `${Correction}` | null;
  readonly covariateMetric?: string | null;
}

const MOST_METRICS = 50;

export function designFrom(draft: DesignDraft): Design {
  const design: Design = {
    primaryMetric: draft.primaryMetric,
    secondaryMetrics: [...(draft.secondaryMetrics ?? [])],
    guardrails: (draft.guardrails ?? []).map(({ metric, margin }) => ({ metric, margin })),
    method: draft.method as Method,
    alpha: draft.alpha ?? 0.05,
    power: draft.power ?? 0.8,
    minimumDetectableLift: draft.minimumDetectableLift ?? null,
    plannedRecipients: draft.plannedRecipients ?? null,
    correction: (draft.correction ?? 'HOLM') as Correction,
    covariateMetric: draft.covariateMetric ?? null,
  };
  requireRanges(design);
  requireOneRoleEach(design);
  return design;
}

/** Every metric that a design refers to. */
export const metricsOf = (design: DesignDraft): string[] => [
  ...new Set([
    design.primaryMetric,
    ...(design.secondaryMetrics ?? []),
    ...(design.guardrails ?? []).map(({ metric }) => metric),
    ...(design.covariateMetric ? [design.covariateMetric] : []),
  ]),
];

/** What the rules need to know of a metric that a design refers to. */
export interface KnownMetric {
  readonly kind: string;
  readonly retiredAt: Date | null;
}

/** Every metric is defined and in use; `field` tells which reference is wrong. */
export function requireKnownMetrics(design: Readonly<Design>, known: ReadonlyMap<string, KnownMetric>): void {
  for (const key of metricsOf(design)) {
    const metric = known.get(key);
    const field = fieldOf(design, key);
    if (!metric) throw violation('unknown-metric', `there is no metric "${key}"`, { field, metric: key });
    if (metric.retiredAt)
      throw violation('retired-metric', `the metric "${key}" is retired`, { field, metric: key });
  }
  if (design.covariateMetric && known.get(design.covariateMetric)?.kind === 'RATIO') {
    throw violation('ratio-covariate', 'a ratio cannot be a covariate', { field: 'design.covariateMetric' });
  }
}

function fieldOf(design: Readonly<Design>, key: string): string {
  if (design.primaryMetric === key) return 'design.primaryMetric';
  if (design.secondaryMetrics.includes(key)) return 'design.secondaryMetrics';
  return design.covariateMetric === key ? 'design.covariateMetric' : 'design.guardrails';
}

function requireRanges({ alpha, power, minimumDetectableLift, plannedRecipients }: Design): void {
  if (!(alpha >= 0.0001 && alpha <= 0.5)) throw badInput('design.alpha', 'alpha is from 0.0001 to 0.5');
  if (!(power >= 0.5 && power <= 0.9999)) throw badInput('design.power', 'power is from 0.5 to 0.9999');
  if (minimumDetectableLift !== null && !(minimumDetectableLift > 0 && minimumDetectableLift <= 100)) {
    throw badInput('design.minimumDetectableLift', 'a lift to detect is greater than 0, and at most 100');
  }
  if (plannedRecipients !== null && !(plannedRecipients >= 100)) {
    throw badInput('design.plannedRecipients', 'at least 100 recipients are planned');
  }
}

function requireOneRoleEach({ primaryMetric, secondaryMetrics, guardrails }: Design): void {
  const keys = [primaryMetric, ...secondaryMetrics, ...guardrails.map(({ metric }) => metric)];
  if (keys.length > MOST_METRICS) throw badInput('design', `a design has at most ${MOST_METRICS} metrics`);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    throw violation('metric-named-twice', `the metric "${twice}" has two roles`, {
      field: 'design',
      metric: twice,
    });
  }
}
