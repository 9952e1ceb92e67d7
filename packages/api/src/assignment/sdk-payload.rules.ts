import type { Plan, PlannedExperiment, PlannedPhase } from './plan.rules.js';
import type { PlannedHoldout } from './planned-holdout.rules.js';
import { isReadAlike } from './sdk-condition.rules.js';
import type { SdkExperimentRule, SdkFeature, SdkFilter } from './sdk-feature.rules.js';
import { NOT_HELD_OUT, holdoutFeature, holdoutFeatureId } from './sdk-holdout.rules.js';

/**
 * A plan as GrowthBook's SDKs take it. Without `dateUpdated`: the SDKs take two payloads of one date for the same, and
 * an experiment that goes on after a pause would stay paused there.
 */
export interface SdkPayload {
  readonly status: 200;
  readonly features: Readonly<Record<string, SdkFeature>>;
}

/**
 * The experiments that assign now, as features of GrowthBook's SDKs, whose evaluation gives a recipient what `assign`
 * gives. What they would not read exactly as it is meant is left out: no variant is better than another one.
 */
export function sdkPayload({ experiments }: Plan): SdkPayload {
  const features: Record<string, SdkFeature> = {};
  for (const experiment of experiments.values()) {
    if (!isExpressible(experiment)) continue;
    for (const holdout of experiment.holdouts) {
      features[holdoutFeatureId(holdout, experiment)] = holdoutFeature(holdout, experiment);
    }
    features[experiment.key] = { defaultValue: null, rules: [ruleOf(experiment)] };
  }
  return { status: 200, features };
}

/** The SDKs look up what is forced under the key of an experiment, and take what every object inherits for it. */
function isExpressible({ key, isRunning, isExternal, phase, holdouts }: PlannedExperiment): boolean {
  const conditions = [phase.targeting, ...holdouts.map(({ eligibility }) => eligibility)];
  return isRunning && !isExternal && !(key in Object.prototype) && conditions.every(isReadAlike);
}

function ruleOf(experiment: PlannedExperiment): SdkExperimentRule {
  const { key, seed, phase, holdouts } = experiment;
  const filters = filtersOf(phase);
  return {
    key,
    seed,
    hashAttribute: 'id',
    hashVersion: 2,
    disableStickyBucketing: true,
    phase: String(phase.number),
    variations: phase.variants.map(variant => ({ variant: variant.key, payload: variant.payload })),
    meta: phase.variants.map(variant => ({ key: variant.key })),
    ranges: phase.ranges,
    ...(phase.targeting && { condition: phase.targeting }),
    ...(filters.length > 0 && { filters }),
    ...(holdouts.length > 0 && { parentConditions: holdouts.map(one => notHeldOutBy(one, experiment)) }),
  };
}

const notHeldOutBy = (holdout: PlannedHoldout, experiment: PlannedExperiment) => ({
  id: holdoutFeatureId(holdout, experiment),
  condition: { value: NOT_HELD_OUT },
});

/** Whoever lies outside the range of a layer is filtered out. */
function filtersOf({ layer }: PlannedPhase): SdkFilter[] {
  if (!layer) return [];
  return [{ attribute: 'id', hashVersion: 2, seed: layer.seed, ranges: [[layer.start, layer.end]] }];
}
