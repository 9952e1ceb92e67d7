import { type Arm, type ArmOptions, armsOf } from './arms.js';
import { logChancesToBeBest, normalised } from './best-arm.js';

/** `floor` is the least share of any arm, from 0 (default) to 1 over the number of arms. */
export interface BanditOptions extends ArmOptions {
  readonly floor?: number | undefined;
}

/** `beta` is the chance of playing the leader instead of a challenger, in [0, 1], default 0.5. */
export interface TopTwoOptions extends BanditOptions {
  readonly beta?: number | undefined;
}

/**
 * What share of the next units should each arm of a bandit get? Its chance to be the best (Thompson
 * sampling), by quadrature, so that the same data give the same shares everywhere. To find the best arm
 * soon rather than to earn on the way use `topTwoWeights`.
 *
 * @param arms  posterior mean and standardError (0 or more) of each arm, at least one arm
 * @param options  floor: least share of any arm, default 0: the shares become floor + (1 - k floor) share;
 *   direction 'increase' (default) or 'decrease'
 * @returns shares of sum 1, in the given order; arms known exactly and equal share alike
 * @throws {RangeError} if there is no arm, an arm is impossible, or floor is not between 0 and 1 / k
 * @see Thompson (1933), https://doi.org/10.1093/biomet/25.3-4.285
 * @see Scott (2010), https://doi.org/10.1002/asmb.874
 * @example thompsonWeights([{ mean: 0.1, standardError: 0.01 }, { mean: 0.12, standardError: 0.01 }])[0] // 0.078649603525
 */
export function thompsonWeights(arms: readonly Arm[], options: BanditOptions = {}): number[] {
  const floor = floorOf(arms, options);
  const oriented = armsOf(arms, options);
  return withFloor(normalised(logChancesToBeBest(oriented)), floor);
}

/**
 * What share of the next units should each arm get when the best arm is to be found soon? Top-two Thompson
 * sampling: with chance beta the arm is drawn by its chance to be best, otherwise a challenger is drawn in
 * the same way among the others. For a sum of rewards use `thompsonWeights`.
 *
 * @param arms  posterior mean and standardError (0 or more) of each arm, at least one arm
 * @param options  beta in [0, 1], default 0.5; floor and direction as for `thompsonWeights`
 * @returns shares of sum 1, in the given order: share i = p_i (beta + (1 - beta) times the sum over j other
 *   than i of p_j / (1 - p_j)), p the chances to be best
 * @throws {RangeError} if there is no arm, an arm is impossible, or floor or beta is out of range
 * @see Russo (2020), Simple Bayesian algorithms for best-arm identification, https://arxiv.org/abs/1602.08448
 * @example topTwoWeights([{ mean: 1, standardError: 0.1 }, { mean: 9, standardError: 0.1 }]) // [0.5, 0.5]
 */
export function topTwoWeights(arms: readonly Arm[], options: TopTwoOptions = {}): number[] {
  const floor = floorOf(arms, options);
  const { beta = 0.5 } = options;
  if (!(beta >= 0 && beta <= 1)) throw new RangeError(`beta must be in [0, 1], got ${beta}`);
  const oriented = armsOf(arms, options);
  if (oriented.length === 1) return [1];
  const logs = logChancesToBeBest(oriented);
  const leaders = normalised(logs);
  const shares = leaders.map(leader => beta * leader);
  leaders.forEach((leader, index) => {
    challengersOf(index, oriented, logs).forEach((challenger, at) => {
      shares[at] = (shares[at] as number) + (1 - beta) * leader * challenger;
    });
  });
  return withFloor(shares, floor);
}

/** The chances of the arms other than the leader; where those are nil, who would be best without it. */
function challengersOf(leader: number, arms: readonly Arm[], logs: readonly number[]): number[] {
  const others = logs.map((log, index) => (index === leader ? -Infinity : log));
  if (others.some(log => log > -Infinity)) return normalised(others);
  const rest = normalised(logChancesToBeBest(arms.filter((_, index) => index !== leader)));
  return [...rest.slice(0, leader), 0, ...rest.slice(leader)];
}

function floorOf(arms: readonly Arm[], { floor = 0 }: BanditOptions): number {
  if (!(floor >= 0 && floor * arms.length <= 1)) {
    throw new RangeError(`floor must be between 0 and 1 / the number of arms, got ${floor}`);
  }
  return floor;
}

function withFloor(shares: readonly number[], floor: number): number[] {
  const free = 1 - shares.length * floor;
  return shares.map(share => floor + free * share);
}
