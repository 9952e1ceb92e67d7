import { rootBetween } from './root.js';

/** Refuses a run length that no chart can have. */
export function requireRunLength(averageRunLength: number): void {
  if (!(Number.isFinite(averageRunLength) && averageRunLength >= 1)) {
    throw new RangeError(`averageRunLength must be a finite number of at least 1, got ${averageRunLength}`);
  }
}

/** The threshold at which a run length that grows with it has the wanted value. */
export function thresholdFor(
  runLengthAt: (threshold: number) => number,
  wanted: number,
  largest: number,
): number {
  requireReachable(runLengthAt(0), wanted);
  let [low, high] = [0, Math.min(1, largest)];
  while (runLengthAt(high) < wanted) {
    if (high === largest) {
      throw new RangeError(`averageRunLength must not need a threshold above ${largest}, got ${wanted}`);
    }
    [low, high] = [high, Math.min(2 * high, largest)];
  }
  // the logarithm is nearly a straight line in the threshold
  const excess = (threshold: number) => Math.log(runLengthAt(threshold) / wanted);
  return rootBetween(excess, low, high, 1e-13);
}

/** The least threshold, to seven digits, at which a run length that grows in jumps is long enough. */
export function leastThreshold(
  runLengthAt: (threshold: number) => number,
  wanted: number,
  largest: number,
): number {
  requireReachable(runLengthAt(0), wanted);
  let [low, high] = [0, largest];
  while (high - low > 1e-7 * high) {
    const middle = (low + high) / 2;
    if (runLengthAt(middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

function requireReachable(least: number, wanted: number): void {
  if (wanted > least) return;
  throw new RangeError(`averageRunLength must exceed ${least}, which a threshold of 0 has, got ${wanted}`);
}
