import type { Attributes } from '../experiments/condition.rules.js';
import type { AssignmentStep } from './explanation.entity.js';
import { type Answer, assign } from './assignment.rules.js';
import type { Plan, PlannedExperiment } from './plan.rules.js';
import {
  type PlannedHoldout,
  type Verdict,
  bucketIn,
  placeOf,
  shareAt,
  verdictOf,
} from './planned-holdout.rules.js';
import { type PlannedLayer, bucketInLayer, isExcluded } from './planned-layer.rules.js';

type Test = AssignmentStep['test'];
/** A test that was made: whether it stopped, and in words. */
interface Made {
  readonly test: Test;
  readonly subjectKey: string | null;
  readonly stops: boolean;
  readonly detail: string;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  HELD_OUT: 'keeps the recipient out',
  NOT_COVERED: 'does not cover this channel, market or experiment',
  EXEMPT: 'exempts messages of this category',
  NOT_ELIGIBLE: 'is not for recipients of this context',
  NOT_A_MEMBER: 'does not have the recipient among its members',
};

/** The tests that lead to an assignment, in the order in which they are made, and what came of each. */
export function explain(
  plan: Plan,
  experimentKey: string,
  key: string,
  attributes: Attributes,
): { readonly answer: Answer; readonly steps: AssignmentStep[] } {
  const answer = assign(plan, experimentKey, key, attributes);
  const experiment = plan.experiments.get(experimentKey);
  const tests = experiment
    ? [
        made('EXPERIMENT', experimentKey, false, 'the experiment was started'),
        ...experiment.holdouts.map(holdout => heldOut(holdout, experiment, key, attributes)),
        running(experiment),
        ...(experiment.phase.layer ? [inRange(experiment.phase.layer, key)] : []),
        targeted(experiment, attributes),
        allocated(answer, experiment),
      ]
    : [made('EXPERIMENT', experimentKey, true, 'no experiment of this key was ever started')];
  return { answer, steps: stepsOf(tests) };
}

const made = (test: Test, subjectKey: string | null, stops: boolean, detail: string): Made => ({
  test,
  subjectKey,
  stops,
  detail,
});

function stepsOf(tests: readonly Made[]): AssignmentStep[] {
  const last = tests.findIndex(({ stops }) => stops);
  return tests.map(({ test, subjectKey, stops, detail }, index) => {
    if (last >= 0 && index > last) {
      return { test, subjectKey, outcome: 'NOT_REACHED', detail: 'an earlier test had decided' };
    }
    return { test, subjectKey, outcome: stops ? 'STOPPED' : 'PASSED', detail };
  });
}

function heldOut(
  holdout: PlannedHoldout,
  experiment: PlannedExperiment,
  key: string,
  attributes: Attributes,
): Made {
  const verdict = verdictOf(holdout, key, attributes, placeOf(experiment, attributes));
  const place = `bucket ${bucketIn(holdout, key)}, share held out ${shareAt(holdout, Number.POSITIVE_INFINITY)}`;
  return made('HOLDOUT', holdout.key, verdict === 'HELD_OUT', `the holdout ${VERDICTS[verdict]} (${place})`);
}

function running({ isRunning, isExternal }: PlannedExperiment): Made {
  const detail = isExternal
    ? 'another system assigns this experiment'
    : isRunning
      ? 'the experiment runs'
      : 'the experiment is paused or over';
  return made('STATUS', null, !isRunning || isExternal, detail);
}

function inRange(layer: PlannedLayer, key: string): Made {
  const stops = isExcluded(layer, key);
  const place = `[${layer.start}, ${layer.end})`;
  const detail = `the bucket ${bucketInLayer(layer, key)} in the layer lies ${stops ? 'outside' : 'in'} ${place}`;
  return made('LAYER', layer.key, stops, detail);
}

function targeted({ phase: { isTargeted } }: PlannedExperiment, attributes: Attributes): Made {
  if (!isTargeted) return made('TARGETING', null, false, 'the experiment is for everybody');
  const meets = isTargeted(attributes);
  return made('TARGETING', null, !meets, `the context ${meets ? 'meets' : 'does not meet'} the condition`);
}

function allocated({ bucket, variant }: Answer, { phase }: PlannedExperiment): Made {
  if (!variant) {
    return made('ALLOCATION', null, true, `the bucket ${bucket} lies outside the ranges of all variants`);
  }
  const [start, end] = phase.ranges[phase.variants.indexOf(variant)] ?? [];
  return made('ALLOCATION', variant.key, false, `the bucket ${bucket} lies in [${start}, ${end})`);
}
