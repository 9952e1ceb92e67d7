import { normal } from '../distributions/index.js';
import {
  type Arm,
  type ArmOptions,
  armsOf,
  countedFrom,
  exactFloor,
  HOPELESS,
  logAllBelow,
  logAverage,
  outOfSight,
} from './arms.js';
import { logIntegral } from './log-concave-integral.js';
import { unitNormalLoss } from './unit-normal-loss.js';

/** What is believed of the best of several arms. */
export interface BestArm {
  /** The place of the arm to choose now: the one with the best mean, the first of equal ones. */
  readonly best: number;
  /** One for each arm, in the given order. */
  readonly arms: readonly {
    /** Chance that no other arm is better. */
    readonly chanceToBeBest: number;
    /** What choosing this arm is expected to cost against the best one, in the unit of the metric. */
    readonly expectedLoss: number;
  }[];
}

/**
 * Which of several arms is best, how surely, and what would choosing another cost? Normal posteriors, such as
 * means with their standard errors; for counts use `bestOfBetas`, for the traffic of a bandit
 * `thompsonWeights`. It does not control errors under repeated looks.
 *
 * @param arms  mean and standardError (0 or more) of each arm, in the unit of the metric, at least one arm
 * @param options  direction 'increase' (default, more is better) or 'decrease'
 * @returns the arm with the best mean, and for each arm its chance to be best (of sum 1) and expected loss
 * @throws {RangeError} if there is no arm, or a mean or standard error is impossible
 * @see Scott (2010), A modern Bayesian look at the multi-armed bandit, https://doi.org/10.1002/asmb.874
 * @example bestArm([{ mean: 0, standardError: 1 }, { mean: 1, standardError: 0 }]).arms[0]?.expectedLoss // 1.0833154705877
 */
export function bestArm(arms: readonly Arm[], options: ArmOptions = {}): BestArm {
  const oriented = armsOf(arms, options);
  const best = indexOfBest(oriented);
  const mean = (oriented[best] as Arm).mean;
  const leastLoss = expectedLossOf(best, oriented);
  const chances = normalised(logChancesToBeBest(oriented));
  return {
    best,
    arms: oriented.map((arm, index) => ({
      chanceToBeBest: chances[index] as number,
      expectedLoss: leastLoss + (mean - arm.mean),
    })),
  };
}

/** The first of the arms with the largest mean. */
export function indexOfBest(arms: readonly Arm[]): number {
  return arms.reduce((best, arm, index) => (arm.mean > (arms[best] as Arm).mean ? index : best), 0);
}

/** ln of the chance of each arm to be the best, each with its own digits; equal exact arms share. */
export function logChancesToBeBest(arms: readonly Arm[]): number[] {
  const floor = exactFloor(arms);
  const ties = arms.filter(arm => arm.standardError === 0 && arm.mean === floor).length;
  return arms.map((arm, index) => {
    if (arm.standardError === 0) {
      return arm.mean < floor ? -Infinity : logAllBelow(arms, floor) - Math.log(ties);
    }
    const others = countedFrom(
      arm.mean,
      arms.filter((other, at) => at !== index && other.standardError > 0),
    );
    const logFactor = (x: number): number => logAllBelow(others, x);
    return logAverage(arm.standardError, logFactor, outOfSight(others), [floor - arm.mean, Infinity]);
  });
}

/** Shares of sum 1 in proportion to e^log. */
export function normalised(logs: readonly number[]): number[] {
  const largest = Math.max(...logs);
  const shares = logs.map(log => Math.exp(log - largest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map(share => share / total);
}

/**
 * What the arm with the largest mean is expected to lose: the chance that it lies below x and some other arm
 * above x, over all x. The others are split by which of them is the first above x, so that every part is
 * log-concave; the part of the exact ones has a closed form.
 */
function expectedLossOf(best: number, arms: readonly Arm[]): number {
  const chosen = arms[best] as Arm;
  const others = arms.filter((_, index) => index !== best);
  const uncertain = others.filter(arm => arm.standardError > 0);
  const floor = exactFloor(others);
  const from = chosen.standardError === 0 ? chosen.mean : floor;
  const parts = uncertain.map((arm, place) => {
    return lossTo(arm, [chosen, ...uncertain.slice(0, place)], from);
  });
  return parts.reduce((sum, part) => sum + part, lossToExact(chosen, floor));
}

function lossToExact(chosen: Arm, floor: number): number {
  if (floor === -Infinity || chosen.standardError === 0) return 0;
  return chosen.standardError * unitNormalLoss((chosen.mean - floor) / chosen.standardError);
}

/** The integral from `from` of the chance that `arm` is above x and all of `below` are not. */
function lossTo(arm: Arm, below: readonly Arm[], from: number): number {
  const unit = arm.standardError;
  const others = countedFrom(arm.mean, below);
  const logIntegrand = (z: number): number => normal.logSf(z) + logAllBelow(others, z * unit);
  const low = Math.max(-40, (from - arm.mean) / unit);
  const high = Math.max(low, 0, Math.min(outOfSight(others) / unit, HOPELESS));
  const reach = Math.max(...below.map(({ standardError }) => Math.min(40 * (standardError / unit), 1e300)));
  const support = [Math.max((from - arm.mean) / unit, low - reach), high + 40] as const;
  return unit * Math.exp(logIntegral(logIntegrand, { peak: [low, high], support }));
}
