import { requirePositive } from '../domain.js';
import {
  type AttributionOptions,
  type Credit,
  divide,
  type Journey,
  journeysOf,
  type PathRow,
} from './paths.js';

/** `halfLife`: how much earlier a touch must be to count half, in the unit of the times, or in steps. */
export interface TimeDecayOptions extends AttributionOptions {
  readonly halfLife?: number | undefined;
}

/**
 * Which channels stand close to the conversions? A touch counts half as much for every half-life that it
 * lies earlier: in time where every row has times, else in steps along the path. Descriptive, not causal.
 *
 * @param paths  path with times and conversionTime (or touches), conversions (default 1) and value of each row
 * @param options  halfLife: positive, default 1 step, or 7 in the unit of the times (a week of days); credit:
 *   'conversions', or 'value', the default where rows state a value and no conversions
 * @returns credit by channel; the sum is all conversions (or all value)
 * @throws {RangeError} if a row is impossible, or only some rows have times
 * @see Shao & Li (2011), Data-driven multi-touch attribution models, https://doi.org/10.1145/2020408.2020453
 * @example attribution.timeDecay([{ path: ['email', 'search'], conversions: 3 }]) // { email: 1, search: 2 }
 */
export function timeDecay(paths: readonly PathRow[], options: TimeDecayOptions = {}): Credit {
  const journeys = journeysOf(paths, options);
  const untimed = journeys.findIndex(({ times }) => times === null);
  const isTimed = journeys.some(({ times }) => times !== null);
  if (isTimed && untimed >= 0) {
    throw new RangeError(`paths[${untimed}].times must be given, as in the other rows`);
  }
  const halfLife = options.halfLife ?? (isTimed ? 7 : 1);
  requirePositive('halfLife', halfLife);
  return divide(journeys, journey => decayShares(journey, halfLife));
}

/** Ages count from the last touch: the wait from there to the conversion cancels, and could underflow. */
function decayShares({ channels, times }: Journey, halfLife: number): number[] {
  const when = (touch: number) => (times === null ? touch : (times[touch] as number));
  const latest = when(channels.length - 1);
  const weights = channels.map((_, touch) => 2 ** (-(latest - when(touch)) / halfLife));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map(weight => weight / sum);
}
