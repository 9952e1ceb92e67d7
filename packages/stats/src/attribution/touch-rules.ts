import { requireProbability } from '../domain.js';
import { type AttributionOptions, type Credit, divide, journeysOf, type PathRow } from './paths.js';

/** The shares of the first and of the last touch, each default 0.4, together at most 1. */
export interface PositionOptions extends AttributionOptions {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
}

/**
 * Which channels begin the journeys that convert? The whole credit goes to the first touch.
 *
 * Like all attribution this describes journeys and says nothing of cause: never show it beside a p-value. What
 * a channel adds is the difference between recipients who were randomly given it or not (`welch`).
 *
 * @param paths  path, conversions (default 1), nulls (default 0) and value of each row
 * @param options  credit: 'conversions' (default) or 'value'
 * @returns credit by channel; the sum is all conversions (or all value)
 * @throws {RangeError} if a row is impossible, by its name such as `paths[3].conversions`
 * @see Shao & Li (2011), Data-driven multi-touch attribution models, https://doi.org/10.1145/2020408.2020453
 * @example attribution.first([{ path: ['email', 'search'], conversions: 3 }]) // { email: 3, search: 0 }
 */
export function first(paths: readonly PathRow[], options: AttributionOptions = {}): Credit {
  return divide(journeysOf(paths, options), ({ channels }) => channels.map((_, i) => (i === 0 ? 1 : 0)));
}

/**
 * Which channels end the journeys that convert? The whole credit goes to the last touch, as most web
 * analytics do by default. Descriptive, not causal.
 *
 * @param paths  path, conversions (default 1), nulls (default 0) and value of each row
 * @param options  credit: 'conversions' (default) or 'value'
 * @returns credit by channel; the sum is all conversions (or all value)
 * @throws {RangeError} if a row is impossible, by its name such as `paths[3].conversions`
 * @see Shao & Li (2011), Data-driven multi-touch attribution models, https://doi.org/10.1145/2020408.2020453
 * @example attribution.last([{ path: ['email', 'search'], conversions: 3 }]) // { email: 0, search: 3 }
 */
export function last(paths: readonly PathRow[], options: AttributionOptions = {}): Credit {
  return divide(journeysOf(paths, options), ({ channels }) =>
    channels.map((_, i) => (i === channels.length - 1 ? 1 : 0)),
  );
}

/**
 * Which channels take part in the journeys that convert, when every touch counts the same? A channel that is
 * touched twice counts twice; where it shall count once use `attribution.shapley`. Descriptive, not causal.
 *
 * @param paths  path, conversions (default 1), nulls (default 0) and value of each row
 * @param options  credit: 'conversions' (default) or 'value'
 * @returns credit by channel; the sum is all conversions (or all value)
 * @throws {RangeError} if a row is impossible, by its name such as `paths[3].conversions`
 * @see Shao & Li (2011), Data-driven multi-touch attribution models, https://doi.org/10.1145/2020408.2020453
 * @example attribution.linear([{ path: ['email', 'search'], conversions: 3 }]) // { email: 1.5, search: 1.5 }
 */
export function linear(paths: readonly PathRow[], options: AttributionOptions = {}): Credit {
  return divide(journeysOf(paths, options), ({ channels }) => channels.map(() => 1 / channels.length));
}

/**
 * Which channels open and close the journeys that convert, without forgetting the ones between? The middle
 * touches divide what the first and last leave; with two touches these divide all of it in their proportion,
 * and a single touch has it all. Descriptive, not causal.
 *
 * @param paths  path, conversions (default 1), nulls (default 0) and value of each row
 * @param options  first and last: shares in [0, 1], default 0.4, together at most 1; credit: 'conversions'
 *   (default) or 'value'
 * @returns credit by channel; the sum is all conversions (or all value)
 * @throws {RangeError} if a row is impossible, or the shares are
 * @see Shao & Li (2011), Data-driven multi-touch attribution models, https://doi.org/10.1145/2020408.2020453
 * @example attribution.positionBased([{ path: ['ad', 'email', 'ad'], conversions: 5 }]).ad // 4
 */
export function positionBased(paths: readonly PathRow[], options: PositionOptions = {}): Credit {
  const opening = options.first ?? 0.4;
  const closing = options.last ?? 0.4;
  requireProbability('first', opening);
  requireProbability('last', closing);
  if (opening + closing > 1 + 1e-12) throw new RangeError('first and last must not exceed 1 together');
  return divide(journeysOf(paths, options), ({ channels }) =>
    positionShares(channels.length, opening, closing),
  );
}

function positionShares(touches: number, opening: number, closing: number): number[] {
  if (touches === 1) return [1];
  if (touches === 2) {
    const share = opening + closing === 0 ? 0.5 : opening / (opening + closing);
    return [share, 1 - share];
  }
  const middle = Math.max(0, 1 - opening - closing) / (touches - 2);
  return Array.from({ length: touches }, (_, i) =>
    i === 0 ? opening : i === touches - 1 ? closing : middle,
  );
}
