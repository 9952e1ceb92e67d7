import { describe, expect, it } from 'vitest';
import { accumulator, momentsOfStream } from './accumulator.js';
import { mergeMoments, type Moments, momentsOf } from './moments.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const random = seeded(5);
const far = Array.from({ length: 7001 }, () => 1e9 + random());

function expectSame(actual: Moments, expected: Moments): void {
  expect(actual.n).toBe(expected.n);
  expectClose(actual.mean, expected.mean, 1e-15);
  expectClose(actual.variance, expected.variance, 1e-13);
  const remainderApart = (actual.meanRemainder ?? 0) - (expected.meanRemainder ?? 0);
  const apart = actual.mean - expected.mean + remainderApart;
  expect(Math.abs(apart)).toBeLessThan(1e-14 * Math.sqrt(expected.variance));
}

async function* drip<T>(chunks: Iterable<T>): AsyncGenerator<T> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

describe('an accumulator', () => {
  it('has the moments of a list, however the list was cut up', () => {
    const collected = accumulator();
    far.slice(0, 3).forEach(value => collected.add(value));
    collected.addAll(Float64Array.from(far.slice(3, 5000)));
    collected.addAll(new Set(far.slice(5000)));

    expectSame(collected.moments(), momentsOf(far));
  });

  it('may be read after every value', () => {
    const collected = accumulator();
    for (const value of far) {
      collected.add(value);
      collected.moments();
    }

    expectSame(collected.moments(), momentsOf(far));
  });

  it('goes on from moments that were stored as text', () => {
    const stored = JSON.stringify(momentsOf(far.slice(0, 3000)));
    const collected = accumulator(JSON.parse(stored) as Moments);
    collected.addAll(far.slice(3000));

    expectSame(collected.moments(), momentsOf(far));
    expectSame(mergeMoments(momentsOf(far.slice(0, 9)), accumulator().moments()), momentsOf(far.slice(0, 9)));
  });

  it('of nothing or of one value has no variance', () => {
    const collected = accumulator({ n: 0, mean: 0, variance: 0 });
    expect(collected.moments()).toEqual({ n: 0, mean: 0, variance: 0 });

    collected.add(7);
    expect(collected.moments()).toEqual({ n: 1, mean: 7, variance: 0 });
  });

  it('outlives a value that it refuses', () => {
    const collected = accumulator();
    collected.add(1);

    expect(() => collected.add(Number.NaN)).toThrow('value must be');
    expect(() => collected.addAll(['2' as unknown as number])).toThrow('value must be');

    collected.add(3);
    expect(collected.moments()).toEqual({ n: 2, mean: 2, variance: 2 });
  });

  it('refuses to start from what cannot be moments', () => {
    expect(() => accumulator({ n: 3, mean: 0, variance: -1 })).toThrow('start.variance');
  });
});

describe('the moments of a stream', () => {
  it('are those of the list that it brings, in chunks of any kind', async () => {
    const chunks = [far[0] as number, far.slice(1, 4000), [], Float64Array.from(far.slice(4000))];

    expectSame(await momentsOfStream(drip(chunks)), momentsOf(far));
    expectSame(await momentsOfStream(chunks), momentsOf(far));
    expect(await momentsOfStream(drip([]))).toEqual({ n: 0, mean: 0, variance: 0 });
  });

  it('are refused with the first value that is no number', async () => {
    await expect(momentsOfStream(drip([[1, 2], Infinity]))).rejects.toThrow('value must be');
    await expect(momentsOfStream(drip(['12' as unknown as number]))).rejects.toThrow('value must be');
  });
});
