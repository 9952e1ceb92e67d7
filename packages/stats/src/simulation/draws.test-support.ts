import { logGamma } from '../distributions/index.js';

/** Numbers in (0, 1), each call the next one. */
export type Random = () => number;

/**
 * xoshiro128** 1.1, its state filled by splitmix32 from one whole number; two outputs make the 53 bits of a
 * double. The same numbers on every machine.
 *
 * @see Blackman & Vigna (2021), https://doi.org/10.1145/3460772, and https://prng.di.unimi.it/xoshiro128starstar.c
 */
export function randomFrom(seed: number): Random {
  const word = xoshiro128(splitmix32(seed));
  return () => ((word() >>> 5) * 67108864 + (word() >>> 6) + 0.5) / 9007199254740992;
}

/** The 32-bit outputs of xoshiro128** from a state of four words, not all zero. */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const scrambled = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return scrambled;
  };
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function splitmix32(seed: number): [number, number, number, number] {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  return [next(), next(), next(), next()];
}

/** A standard normal number, by Box and Muller's transform. */
export function normalFrom(random: Random): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** How many of the trials succeed; exact whatever their number. */
export function binomialFrom(random: Random, trials: number, probability: number): number {
  if (trials === 0 || probability <= 0) return 0;
  if (probability >= 1) return trials;
  if (probability > 0.5) return trials - binomialFrom(random, trials, 1 - probability);
  return trials * probability < 10
    ? byInversion(random, trials, probability)
    : byRejection(random, trials, probability);
}

/** Walks up the distribution function; for a small expected count. */
function byInversion(random: Random, trials: number, probability: number): number {
  const odds = probability / (1 - probability);
  let chance = Math.exp(trials * Math.log1p(-probability));
  let rest = random();
  let successes = 0;
  while (rest > chance && successes < trials) {
    rest -= chance;
    successes += 1;
    chance *= (odds * (trials - successes + 1)) / successes;
  }
  return successes;
}

/** Hörmann's transformed rejection (1993), BTRS, https://doi.org/10.1080/00949659308811496 */
function byRejection(random: Random, trials: number, probability: number): number {
  const spread = Math.sqrt(trials * probability * (1 - probability));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * probability;
  const centre = trials * probability + 0.5;
  const mode = Math.floor((trials + 1) * probability);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const fromEdge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / fromEdge + b) * u + centre);
    if (fromEdge >= 0.07 && v <= 0.92 - 4.2 / b) return k;
    if (k < 0 || k > trials) continue;
    const height = ((2.83 + 5.1 / b) * spread * v) / (a / (fromEdge * fromEdge) + b);
    if (Math.log(height) <= logChanceAgainst(mode, k, trials, probability)) return k;
  }
}

/** ln of the chance of k successes over that of the most likely count. */
function logChanceAgainst(mode: number, k: number, trials: number, probability: number): number {
  const orders =
    logGamma(mode + 1) + logGamma(trials - mode + 1) - logGamma(k + 1) - logGamma(trials - k + 1);
  return orders + (k - mode) * Math.log(probability / (1 - probability));
}
