import { requireCount } from '../domain.js';

/** Draws without replacement: `successes` of `populationSize` count, `draws` are taken. */
export interface Urn {
  readonly populationSize: number;
  readonly successes: number;
  readonly draws: number;
}

/** Refuses an urn from which more is drawn than it holds. */
export function requireUrn(k: number, { populationSize, successes, draws }: Urn): void {
  if (!Number.isSafeInteger(k)) throw new RangeError(`k must be a whole number, got ${k}`);
  requireCount('populationSize', populationSize);
  requireCount('successes', successes);
  requireCount('draws', draws);
  if (successes > populationSize) throw new RangeError('successes must not exceed populationSize');
  if (draws > populationSize) throw new RangeError('draws must not exceed populationSize');
}

/** Whether a draw of k successes can happen at all. */
export function isPossible(k: number, { populationSize, successes, draws }: Urn): boolean {
  return k >= Math.max(0, draws + successes - populationSize) && k <= Math.min(draws, successes);
}

/**
 * The chance of at most k successes, summed from k towards the smaller tail by the ratio of neighbouring
 * chances, so that a tail is never one minus the rest.
 */
export function lowerTail(k: number, urn: Urn, chanceOf: (k: number, urn: Urn) => number): number {
  if (k < Math.max(0, urn.draws + urn.successes - urn.populationSize)) return 0;
  if (k >= Math.min(urn.draws, urn.successes)) return 1;
  const mode = ((urn.draws + 1) * (urn.successes + 1)) / (urn.populationSize + 2);
  if (k <= mode) return chanceOf(k, urn) * sumBelow(k, urn);
  return 1 - chanceOf(k + 1, urn) * sumBelow(urn.draws - k - 1, failures(urn));
}

/** The chance of more than k successes: at most the complementary number of failures. */
export function upperTail(k: number, urn: Urn, chanceOf: (k: number, urn: Urn) => number): number {
  return lowerTail(urn.draws - k - 1, failures(urn), chanceOf);
}

function failures(urn: Urn): Urn {
  return { ...urn, successes: urn.populationSize - urn.successes };
}

/** Sum of the chances of k, k - 1, ... relative to that of k. */
function sumBelow(k: number, { populationSize, successes, draws }: Urn): number {
  let term = 1;
  let sum = 1;
  for (let j = k; j > 0; j--) {
    term *= (j / (successes - j + 1)) * ((populationSize - successes - draws + j) / (draws - j + 1));
    const next = sum + term;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
