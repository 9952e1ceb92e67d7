import { normalPosterior } from '../bayes/normal-posterior.js';
import { cuped } from '../comparison/cuped.js';
import { ratioDifference } from '../comparison/ratio.js';
import { welch } from '../comparison/welch.js';
import { confidenceSequence, sequentialDifference } from '../sequential/confidence-sequence.js';
import { mixtureSprt } from '../sequential/mixture-sprt.js';
import { type Engine, type Finding, holds, type Look } from './engine.test-support.js';
import { isSure, SENDS, UNITS } from './read-once.test-support.js';

const ALPHA = 0.05;

/** The lift that the mixture test is told to expect. */
const EXPECTED_LIFT = 0.1;

/** The engines that may be read as often as one likes; and two that may not, but often are. */
export const EVERY_LOOK: readonly Engine[] = [
  valid('confidence sequence', UNITS, look => bySequence(look, look.plannedUnits)),
  valid('confidence sequence, tuned to a tenth', UNITS, look => bySequence(look, look.plannedUnits / 10)),
  valid('confidence sequence of CUPED', UNITS, look => {
    const { difference, standardError } = cuped(look.control.pair, look.treatment.pair);
    return byEstimate(look, difference, standardError);
  }),
  valid('mixture SPRT', UNITS, look => {
    const { difference, standardError } = welch(look.control.moments, look.treatment.moments);
    const mixing = { standardError, mixingVariance: (EXPECTED_LIFT * look.baseline) ** 2 };
    const { pValue } = mixtureSprt({ ...mixing, estimate: difference });
    // its interval: the effects that it does not reject
    const ofTruth = mixtureSprt({ ...mixing, estimate: difference, nullEffect: look.truth.difference });
    return { rejects: pValue < ALPHA, covers: ofTruth.pValue >= ALPHA };
  }),
  valid('confidence sequence of the ratio', SENDS, look => {
    const { difference, standardError } = ratioDifference(look.control.pair, look.treatment.pair);
    if (difference === null || standardError === null) return null;
    return byEstimate(look, difference, standardError);
  }),
  failing('control: Welch at every look', ({ control, treatment, truth }) => {
    const { pValue, interval } = welch(control.moments, treatment.moments);
    return { rejects: pValue < ALPHA, covers: holds(interval, truth.difference) };
  }),
  failing('control: chance to beat at every look', ({ control, treatment, truth }) => {
    const { difference, standardError } = welch(control.moments, treatment.moments);
    const { chanceToBeat, interval } = normalPosterior({ estimate: difference, standardError });
    return { rejects: isSure(chanceToBeat), covers: holds(interval, truth.difference) };
  }),
];

function valid(name: string, metrics: Engine['metrics'], find: (look: Look) => Finding | null): Engine {
  return { name, metrics, read: 'at every look', promise: 'at most nominal', find };
}

function failing(name: string, find: (look: Look) => Finding): Engine {
  return { name, metrics: UNITS, read: 'at every look', promise: 'none', find };
}

function bySequence(look: Look, tuningSize: number): Finding {
  const { pValue, interval } = sequentialDifference(look.control.moments, look.treatment.moments, {
    tuningSize,
  });
  return { rejects: pValue < ALPHA, covers: holds(interval, look.truth.difference) };
}

function byEstimate(look: Look, estimate: number, standardError: number): Finding {
  const n = look.control.sums.n + look.treatment.sums.n;
  const { pValue, interval } = confidenceSequence(estimate, standardError, n, {
    tuningSize: look.plannedUnits,
  });
  return { rejects: pValue < ALPHA, covers: holds(interval, look.truth.difference) };
}
