import { describe, expect, it } from 'vitest';
import { sharesOf } from './shares.js';

const listed = (reference: number[], current: number[], floor?: number) => {
  const shares = sharesOf(reference, current, floor);
  return [shares.reference, shares.current, shares.contrast].map(values => Array.from(values));
};

describe('the shares of two samples', () => {
  it('are of the total of each', () => {
    expect(listed([1, 3], [6, 2])).toEqual([
      [0.25, 0.75],
      [0.75, 0.25],
      [0.5, -0.5],
    ]);
  });

  it('do not contrast in a bin that neither sample uses', () => {
    expect(listed([0, 2], [0, 3])).toEqual([
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it('are 0 in a sample without counts', () => {
    expect(listed([0, 0], [1, 0])).toEqual([
      [0, 0],
      [1, 0],
      [1, 0],
    ]);
  });

  it('are raised to the floor without taking from the others', () => {
    expect(listed([0, 4], [1, 3], 0.25)).toEqual([
      [0.25, 1],
      [0.25, 0.75],
      [0, -1 / 7],
    ]);
  });
});
