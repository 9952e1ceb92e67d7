import {
  type AttributionOptions,
  channelsOf,
  type Credit,
  creditOf,
  type Journey,
  journeysOf,
  type PathRow,
} from './paths.js';
import { absorption } from './absorbing-chain.js';

/** What a first-order chain of channels says of the journeys. */
export interface MarkovAttribution {
  /** The chance that a journey converts; null without journeys. */
  readonly conversionRate: number | null;
  /** By channel, the share of conversions lost if every step into it ended the journey; null without any. */
  readonly removalEffects: Credit | null;
  readonly credit: Credit;
  readonly undefinedBecause: 'no journeys' | 'no conversions' | null;
}

/**
 * Which channels do the conversions depend on, when the next touch depends only on the present one? Credit is
 * in proportion to the removal effects of `attribution.markovChain`, among the channels through which some
 * journey converted. Descriptive, not causal: never show it beside a p-value.
 *
 * @param paths  path, conversions (default 1), nulls (default 0) and value of each row
 * @param options  credit: 'conversions' (default) or 'value'
 * @returns credit by channel; the sum is all conversions (or all value), or 0 when none converted
 * @throws {RangeError} if a row is impossible, by its name such as `paths[3].conversions`
 * @see Anderl, Becker, von Wangenheim & Schumann (2016), https://doi.org/10.1016/j.ijresmar.2016.03.001
 * @example attribution.markov([{ path: ['ad', 'email'], conversions: 6, nulls: 14 }]) // { ad: 3, email: 3 }
 */
export function markov(paths: readonly PathRow[], options: AttributionOptions = {}): Credit {
  return markovChain(paths, options).credit;
}

/**
 * What share of the conversions would be lost without each channel, if journeys were a first-order chain in
 * which every step into the channel led to no conversion? The chain forgets how a journey came, so a channel
 * may have an effect although no journey through it converted; it has no credit then. Descriptive, not causal.
 *
 * @param paths  path, conversions (default 1), nulls (default 0) and value of each row
 * @param options  credit: 'conversions' (default) or 'value'
 * @returns the chain's conversion rate, the removal effects in [0, 1], and the credit in proportion to them
 * @throws {RangeError} if a row is impossible, by its name such as `paths[3].conversions`
 * @see Anderl, Becker, von Wangenheim & Schumann (2016), https://doi.org/10.1016/j.ijresmar.2016.03.001
 * @example attribution.markovChain([{ path: ['ad'], conversions: 6, nulls: 14 }]).conversionRate // 0.3
 */
export function markovChain(paths: readonly PathRow[], options: AttributionOptions = {}): MarkovAttribution {
  const journeys = journeysOf(paths, options);
  const channels = channelsOf(journeys);
  const total = journeys.reduce((sum, { conversions, nulls }) => sum + conversions + nulls, 0);
  const converted = journeys.reduce((sum, { conversions }) => sum + conversions, 0);
  if (converted === 0) {
    return {
      conversionRate: total === 0 ? null : 0,
      removalEffects: null,
      credit: creditOf(channels, new Float64Array(channels.length)),
      undefinedBecause: total === 0 ? 'no journeys' : 'no conversions',
    };
  }
  const { lost, kept } = conversionsThrough(journeys, channels);
  const creditable = withoutStrangers(lost, journeys, channels);
  const sum = creditable.reduce((all, effect) => all + effect, 0);
  const amount = journeys.reduce((all, journey) => all + journey.amount, 0);
  return {
    conversionRate: kept / total,
    removalEffects: creditOf(
      channels,
      lost.map(effect => Math.min(1, effect / kept)),
    ),
    credit: creditOf(
      channels,
      creditable.map(effect => (effect / sum) * amount),
    ),
    undefinedBecause: null,
  };
}

/** The same, with 0 for each channel that is in no converting journey. */
function withoutStrangers(
  lost: Float64Array,
  journeys: readonly Journey[],
  channels: readonly string[],
): Float64Array {
  const converting = new Set(
    journeys.filter(({ conversions }) => conversions > 0).flatMap(journey => journey.channels),
  );
  return lost.map((effect, i) => (converting.has(channels[i] as string) ? effect : 0));
}

/**
 * What the chain converts, and how much of it passes through each channel. A journey that passes through a
 * channel and converts is one that reaches it and converts from there, so the loss is a product and not the
 * small difference of two chances. A step from a channel to itself delays the outcome and does not change it.
 */
function conversionsThrough(journeys: readonly Journey[], channels: readonly string[]) {
  const size = channels.length;
  const index = new Map(channels.map((channel, i) => [channel, i]));
  const steps = new Float64Array(size * size);
  const started = new Float64Array(size);
  const converted = new Float64Array(size);
  const ended = new Float64Array(size);
  for (const { channels: path, conversions, nulls } of journeys) {
    const weight = conversions + nulls;
    const touched = path.map(channel => index.get(channel) as number);
    touched.forEach((channel, i) => {
      if (i === 0) add(started, channel, weight);
      else add(steps, (touched[i - 1] as number) * size + channel, weight);
    });
    add(converted, touched.at(-1) as number, conversions);
    add(ended, touched.at(-1) as number, weight);
  }
  const { chance, reached } = absorption({ steps, started, converted, ended });
  let kept = 0;
  started.forEach((weight, i) => {
    kept += weight * (chance[i] as number);
  });
  return { kept, lost: reached.map((weight, i) => weight * (chance[i] as number)) };
}

function add(to: Float64Array, at: number, weight: number): void {
  to[at] = (to[at] as number) + weight;
}
