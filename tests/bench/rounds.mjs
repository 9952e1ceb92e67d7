/** @typedef {{ median: number, lower: number, upper: number }} Spread the median and the quartiles */

/** @param {readonly number[]} values @returns {Spread} */
export function spreadOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  /** @param {number} share */
  const at = share => {
    const place = share * (sorted.length - 1);
    const [below = NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), lower: at(0.25), upper: at(0.75) };
}

/**
 * Runs the contestants in turn, round after round, so that what disturbs the machine disturbs all of them.
 * The first round warms up and is not counted; every other round goes through them backwards.
 *
 * @template {string} Name
 * @param {number} rounds
 * @param {Record<Name, (round: number) => Promise<number>>} contestants each returns what it cost
 * @returns {Promise<Record<Name, number[]>>}
 */
export async function interleaved(rounds, contestants) {
  const names = /** @type {Name[]} */ (Object.keys(contestants));
  /** @type {Record<string, number[]>} */
  const costs = Object.fromEntries(names.map(name => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      globalThis.gc?.();
      const cost = await contestants[name](round);
      if (round > 0) costs[name]?.push(cost);
    }
  }
  return /** @type {Record<Name, number[]>} */ (costs);
}

/**
 * How many times as much something costs as its floor: by round, so that both were measured under the same load.
 *
 * @param {readonly number[]} costs @param {readonly number[]} floor @returns {Spread}
 */
export const ratioOf = (costs, floor) => spreadOf(costs.map((cost, round) => cost / (floor[round] ?? NaN)));
