import { requireOpenUnit } from '../domain.js';
import {
  type Arm,
  type ArmOptions,
  armsOf,
  countedFrom,
  exactFloor,
  logAllBelow,
  logAverage,
  outOfSight,
} from './arms.js';
import { indexOfBest } from './best-arm.js';

/** When a bandit has learnt enough, and when it must end in any case. */
export interface StopOptions extends ArmOptions {
  /** Gain that is not worth waiting for, as a share of the present rate, in [0, 1), default 0.01. */
  readonly share?: number | undefined;
  /** How sure one must be that there is no more to gain, in (0, 1), default 0.95. */
  readonly confidence?: number | undefined;
  /** How long it has run and how long it may, in any unit of time. */
  readonly horizon?: { readonly run: number; readonly most: number } | undefined;
}

/** Whether to stop a bandit. */
export interface StopDecision {
  readonly stop: boolean;
  readonly because: 'little left to gain' | 'horizon' | null;
  /** The place of the arm to go on with. */
  readonly best: number;
  /** Chance that the best of all arms is better than this one by no more than the share. */
  readonly chance: number;
}

/**
 * Has a bandit learnt enough to end? It has when it is sure, to the confidence asked for, that the best of all
 * arms is better than the present leader by no more than a share of the leader's rate; and in any case at its
 * horizon.
 *
 * @param arms  posterior mean and standardError (0 or more) of each arm, at least one arm
 * @param options  share in [0, 1), default 0.01; confidence in (0, 1), default 0.95; horizon: time run and most
 *   time, in one unit; direction 'increase' (default) or 'decrease'
 * @returns whether to stop and why, the leader, and the chance that little is left to gain, by quadrature
 * @throws {RangeError} if there is no arm, an arm is impossible, or an option is out of range
 * @see Scott (2015), potential value remaining, https://doi.org/10.1002/asmb.2104
 * @example stopRule([{ mean: 0.1, standardError: 0.01 }, { mean: 0.2, standardError: 0.01 }]).stop // true
 */
export function stopRule(arms: readonly Arm[], options: StopOptions = {}): StopDecision {
  const { share = 0.01, confidence = 0.95, horizon } = options;
  if (!(share >= 0 && share < 1)) throw new RangeError(`share must be in [0, 1), got ${share}`);
  requireOpenUnit('confidence', confidence);
  const oriented = armsOf(arms, options);
  const best = indexOfBest(oriented);
  const chance = chanceOfLittleGain(best, oriented, share);
  const because = isOver(horizon) ? 'horizon' : null;
  return chance >= confidence
    ? { stop: true, because: 'little left to gain', best, chance }
    : { stop: because !== null, because, best, chance };
}

function isOver(horizon: StopOptions['horizon']): boolean {
  if (horizon === undefined) return false;
  if (!(horizon.run >= 0)) throw new RangeError(`horizon.run must be at least 0, got ${horizon.run}`);
  if (!(horizon.most > 0)) throw new RangeError(`horizon.most must be positive, got ${horizon.most}`);
  return horizon.run >= horizon.most;
}

/** P(no other arm exceeds x + share |x|), over the leader's x; on either side of 0 it is log-concave. */
function chanceOfLittleGain(best: number, arms: readonly Arm[], share: number): number {
  const { mean, standardError } = arms[best] as Arm;
  const others = countedFrom(
    mean,
    arms.filter((_, index) => index !== best),
  );
  const raised = (distance: number): number => distance + share * Math.abs(mean + distance);
  if (standardError === 0) return Math.exp(logAllBelow(others, raised(0)));
  const uncertain = others.filter(arm => arm.standardError > 0);
  const logFactor = (distance: number): number => logAllBelow(uncertain, raised(distance));
  // the distance from the leader's mean at which the raised leader reaches a point
  const reaching = (point: number): number => {
    const gap = point - share * mean;
    return point + mean > 0 ? gap / (1 + share) : (point + share * mean) / (1 - share);
  };
  const floor = reaching(exactFloor(others));
  const settled = reaching(outOfSight(uncertain));
  const over = (from: number, to: number): number =>
    from < to ? Math.exp(logAverage(standardError, logFactor, settled, [from, to])) : 0;
  return Math.min(1, over(floor, -mean) + over(Math.max(floor, -mean), Infinity));
}
