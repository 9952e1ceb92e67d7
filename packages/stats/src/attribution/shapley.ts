import {
  type AttributionOptions,
  channelsOf,
  type Credit,
  creditOf,
  divide,
  type Journey,
  journeysOf,
  type PathRow,
} from './paths.js';

const MOST_CHANNELS = 16;

/**
 * What is each channel's fair share of the conversions, when channels are players and a set of them is worth
 * the conversions of the journeys that need no other channel? Each journey is then divided equally among its
 * distinct channels, so any number of channels will do. For the game of conversion rates, in which journeys
 * that do not convert count as well, use `attribution.shapleyRate`. Descriptive, not causal.
 *
 * @param paths  path, conversions (default 1), nulls (default 0) and value of each row
 * @param options  credit: 'conversions' (default) or 'value'
 * @returns credit by channel; the sum is all conversions (or all value)
 * @throws {RangeError} if a row is impossible, by its name such as `paths[3].conversions`
 * @see Zhao, Mahboobi & Bagheri (2018), https://arxiv.org/abs/1804.05327
 * @example attribution.shapley([{ path: ['ad', 'ad', 'email'], conversions: 4 }]) // { ad: 2, email: 2 }
 */
export function shapley(paths: readonly PathRow[], options: AttributionOptions = {}): Credit {
  return divide(distinct(journeysOf(paths, options)), ({ channels }) =>
    channels.map(() => 1 / channels.length),
  );
}

/**
 * How much does each channel add to the conversion rate, when a set of channels is worth the rate of the
 * journeys that need no other channel? Where a channel joins journeys that convert less its credit is negative.
 * Exact, over all sets of at most 16 channels. Descriptive, not causal.
 *
 * @param paths  path, conversions (default 1) and nulls (default 0) of each row
 * @returns share of the overall conversion rate by channel; the sum is that rate
 * @throws {RangeError} if a row is impossible, or there are more than 16 channels
 * @see Shapley (1953), A value for n-person games, https://doi.org/10.1515/9781400881970-018
 * @example attribution.shapleyRate([{ path: ['ad', 'email'], conversions: 1, nulls: 3 }]) // { ad: 0.125, email: 0.125 }
 */
export function shapleyRate(paths: readonly PathRow[]): Credit {
  const journeys = journeysOf(paths, { credit: 'conversions' });
  const channels = channelsOf(journeys);
  if (channels.length > MOST_CHANNELS) {
    throw new RangeError(`paths must have at most ${MOST_CHANNELS} channels, got ${channels.length}`);
  }
  const { conversions, totals } = subsetSums(journeys, channels);
  return creditOf(
    channels,
    channels.map((_, player) => shapleyValue(conversions, totals, player, channels.length)),
  );
}

function distinct(journeys: readonly Journey[]): Journey[] {
  return journeys.map(journey => ({ ...journey, channels: [...new Set(journey.channels)] }));
}

/** For every set of channels, as the bits of an index: the journeys that touch no channel outside it. */
function subsetSums(journeys: readonly Journey[], channels: readonly string[]) {
  const bits = new Map(channels.map((channel, i) => [channel, 1 << i]));
  const conversions = new Float64Array(1 << channels.length);
  const totals = new Float64Array(1 << channels.length);
  for (const journey of journeys) {
    const set = journey.channels.reduce((mask, channel) => mask | (bits.get(channel) as number), 0);
    conversions[set] = (conversions[set] as number) + journey.conversions;
    totals[set] = (totals[set] as number) + journey.conversions + journey.nulls;
  }
  for (const bit of bits.values()) {
    for (let set = 0; set < totals.length; set++) {
      if ((set & bit) === 0) continue;
      conversions[set] = (conversions[set] as number) + (conversions[set ^ bit] as number);
      totals[set] = (totals[set] as number) + (totals[set ^ bit] as number);
    }
  }
  return { conversions, totals };
}

/** The mean over all orders of arrival of what the player adds to the rate of those already there. */
function shapleyValue(
  conversions: Float64Array,
  totals: Float64Array,
  player: number,
  players: number,
): number {
  const bit = 1 << player;
  const addedToSize = new Float64Array(players);
  for (let set = 0; set < totals.length; set++) {
    if ((set & bit) !== 0) continue;
    const after = totals[set | bit] as number;
    if (after === 0) continue;
    const before = totals[set] as number;
    const rate = before === 0 ? 0 : (conversions[set] as number) / before;
    const converted = (conversions[set | bit] as number) - (conversions[set] as number);
    const size = bitsOf(set);
    // from the journeys that are added, so that a player who adds none is credited exactly nothing
    addedToSize[size] = (addedToSize[size] as number) + (converted - rate * (after - before)) / after;
  }
  let sets = 1;
  let value = 0;
  addedToSize.forEach((added, size) => {
    value += added / sets / players;
    sets = (sets * (players - 1 - size)) / (size + 1);
  });
  return value;
}

function bitsOf(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
