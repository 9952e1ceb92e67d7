import { describe, expect, it } from 'vitest';
import { KNOWN_MS, staleSeconds } from './staleness.rules.js';

describe('a plan', () => {
  it.each([
    ['that was just confirmed is current', 0, false, null],
    ['is current for as long as it is believed', KNOWN_MS, false, null],
    ['is stale from then on', KNOWN_MS + 1, false, 5],
    ['is stale for whole seconds', 7_999, false, 7],
    ['is stale at once when something is known that it may lack', 0, true, 0],
    ['that is doubted is as old as its last confirmation', 2_500, true, 2],
  ])('%s', (_what, unknownForMs, isOutdated, expected) => {
    expect(staleSeconds(unknownForMs, isOutdated)).toBe(expected);
  });
});
