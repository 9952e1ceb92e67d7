import { requireFinite, requireNonNegative } from '../domain.js';

/** Journeys that took the same path: state the channels in `path`, or with their times in `touches`. */
export interface PathRow {
  /** The channels in the order in which they were touched, at least one. */
  readonly path?: readonly string[] | undefined;
  /** When each channel of `path` was touched, in any unit of time; touches are put in this order. */
  readonly times?: readonly number[] | undefined;
  /** In place of `path` and `times`: each channel with its time. */
  readonly touches?: readonly (readonly [channel: string, time: number])[] | undefined;
  /** When the journey converted; no touch may come later. */
  readonly conversionTime?: number | undefined;
  /** Journeys that converted, default 1. */
  readonly conversions?: number | undefined;
  /** Journeys that did not convert, default 0. */
  readonly nulls?: number | undefined;
  /** What all conversions of the row were worth together. */
  readonly value?: number | undefined;
}

/**
 * `credit`: what is divided among the channels. The default is 'conversions', except where every row states
 * a value and none a number of conversions: there the value is divided.
 */
export interface AttributionOptions {
  readonly credit?: 'conversions' | 'value' | undefined;
}

/** What each channel is credited with, in conversions or in the unit of the value. */
export interface Credit {
  readonly [channel: string]: number;
}

/** A row whose defaults have been filled in. */
export interface Journey {
  readonly channels: readonly string[];
  readonly times: readonly number[] | null;
  readonly conversions: number;
  readonly nulls: number;
  /** What is divided: the conversions or the value. */
  readonly amount: number;
}

/** The rows with their defaults, or a RangeError that names the row and the field. */
export function journeysOf(paths: readonly PathRow[], options: AttributionOptions = {}): Journey[] {
  const credit = options.credit ?? defaultCredit(paths);
  if (credit !== 'conversions' && credit !== 'value') {
    throw new RangeError(`credit must be 'conversions' or 'value', got ${String(credit)}`);
  }
  return paths.map((row, index) => {
    const name = `paths[${index}]`;
    const { conversions = 1, nulls = 0 } = row;
    requireNonNegative(`${name}.conversions`, conversions);
    requireNonNegative(`${name}.nulls`, nulls);
    const amount = credit === 'value' ? valueOf(name, row, conversions) : conversions;
    return { ...touchesOf(name, row), conversions, nulls, amount };
  });
}

/** Every channel once, in the order of its first touch. */
export function channelsOf(journeys: readonly Journey[]): string[] {
  return [...new Set(journeys.flatMap(({ channels }) => channels))];
}

/** Credit as a plain object, safe for a channel that is called `__proto__`. */
export function creditOf(channels: readonly string[], amounts: ArrayLike<number>): Credit {
  return Object.fromEntries(channels.map((channel, i) => [channel, amounts[i] as number]));
}

/** Divides what each journey is worth among its touches, by the shares that the rule gives them. */
export function divide(
  journeys: readonly Journey[],
  sharesOf: (journey: Journey) => Iterable<number>,
): Credit {
  const credit = new Map<string, number>();
  for (const journey of journeys) {
    let touch = 0;
    for (const share of sharesOf(journey)) {
      const channel = journey.channels[touch++] as string;
      credit.set(channel, (credit.get(channel) ?? 0) + share * journey.amount);
    }
  }
  return Object.fromEntries(credit);
}

function defaultCredit(paths: readonly PathRow[]): 'conversions' | 'value' {
  const areValues = paths.every(row => row.value !== undefined && row.conversions === undefined);
  return areValues ? 'value' : 'conversions';
}

/** A row without conversions need not say that it is worth nothing. */
function valueOf(name: string, row: PathRow, conversions: number): number {
  const value = row.value ?? (conversions === 0 ? 0 : Number.NaN);
  requireFinite(`${name}.value`, value);
  return value;
}

function touchesOf(name: string, row: PathRow): Pick<Journey, 'channels' | 'times'> {
  const channels = row.touches?.map(([channel]) => channel) ?? row.path;
  const times = row.touches?.map(([, time]) => time) ?? row.times;
  if (!Array.isArray(channels) || channels.length === 0) {
    throw new RangeError(`${name}.path must hold at least one channel`);
  }
  if (!channels.every(channel => typeof channel === 'string')) {
    throw new RangeError(`${name}.path must hold the names of channels`);
  }
  if (times === undefined) return { channels, times: null };
  if (times.length !== channels.length) {
    throw new RangeError(`${name}.times must have one time for each touch (${channels.length})`);
  }
  const latest = row.conversionTime ?? Number.POSITIVE_INFINITY;
  for (const time of times) {
    requireFinite(`${name}.times`, time);
    if (!(time <= latest)) throw new RangeError(`${name}.times must not be after conversionTime (${latest})`);
  }
  return inOrder(channels, times);
}

function inOrder(channels: readonly string[], times: readonly number[]): Pick<Journey, 'channels' | 'times'> {
  const order = times.map((_, i) => i).sort((a, b) => (times[a] as number) - (times[b] as number));
  return { channels: order.map(i => channels[i] as string), times: order.map(i => times[i] as number) };
}
