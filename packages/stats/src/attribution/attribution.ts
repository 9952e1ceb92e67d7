import { markov, markovChain } from './markov.js';
import { shapley, shapleyRate } from './shapley.js';
import { timeDecay } from './time-decay.js';
import { first, last, linear, positionBased } from './touch-rules.js';

/**
 * Which channels were touched on the way to the conversions? Seven ways to divide the same conversions among
 * channels. All describe the journeys that were seen and none says what a channel caused: for that, withhold
 * it at random and compare (`welch`, `twoProportions`). Never show credit beside a p-value.
 *
 * @see Shao & Li (2011), Data-driven multi-touch attribution models, https://doi.org/10.1145/2020408.2020453
 */
export const attribution = {
  first,
  last,
  linear,
  positionBased,
  timeDecay,
  shapley,
  shapleyRate,
  markov,
  markovChain,
} as const;
