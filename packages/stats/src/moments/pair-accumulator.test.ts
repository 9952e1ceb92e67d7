import { describe, expect, it } from 'vitest';
import { type PairMoments, pairMomentsOf } from './moments.js';
import { pairAccumulator, type PairChunk, pairMomentsOfStream } from './pair-accumulator.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const random = seeded(6);
const x = Array.from({ length: 5003 }, () => 1e9 + random());
const y = x.map(value => 3 * (value - 1e9) + random());

function expectSame(actual: PairMoments, expected: PairMoments): void {
  expect(actual.n).toBe(expected.n);
  expectClose(actual.meanY, expected.meanY, 1e-14);
  expectClose(actual.meanX, expected.meanX, 1e-15);
  expectClose(actual.varianceY, expected.varianceY, 1e-13);
  expectClose(actual.varianceX, expected.varianceX, 1e-13);
  expectClose(actual.covariance, expected.covariance, 1e-13);
  expectClose(actual.meanRemainderX ?? 0, expected.meanRemainderX ?? 0, 1e-6);
}

async function* drip(chunks: Iterable<PairChunk>): AsyncGenerator<PairChunk> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

describe('an accumulator of pairs', () => {
  it('has the pair moments of two lists, however the lists were cut up', () => {
    const collected = pairAccumulator();
    collected.add(y[0] as number, x[0] as number);
    collected.addAll(y.slice(1, 3000), Float64Array.from(x.slice(1, 3000)));
    collected.moments();
    collected.addAll(y.slice(3000), x.slice(3000));

    expectSame(collected.moments(), pairMomentsOf(y, x));
  });

  it('goes on from pair moments that were stored as text', () => {
    const stored = JSON.stringify(pairMomentsOf(y.slice(0, 99), x.slice(0, 99)));
    const collected = pairAccumulator(JSON.parse(stored) as PairMoments);
    collected.addAll(y.slice(99), x.slice(99));

    expectSame(collected.moments(), pairMomentsOf(y, x));
  });

  it('outlives a pair that it refuses, and keeps no half of it', () => {
    const collected = pairAccumulator();

    expect(() => collected.add(Number.NaN, 1)).toThrow('y must be');
    expect(() => collected.add(1, Infinity)).toThrow('x must be');
    expect(() => collected.addAll([1, 2], [1])).toThrow('x must have');

    expect(collected.moments()).toEqual(pairMomentsOf([], []));
  });

  it('refuses to start from what cannot be pair moments', () => {
    const start = { n: 2, meanY: 0, meanX: 0, varianceY: 1, varianceX: 1, covariance: 2 };
    expect(() => pairAccumulator(start)).toThrow('start.covariance');
  });
});

describe('the pair moments of a stream', () => {
  it('are those of the lists that it brings, unit by unit or in lists', async () => {
    const chunks: PairChunk[] = [
      [y[0] as number, x[0] as number],
      [y.slice(1), x.slice(1)],
      [[], []],
    ];

    expectSame(await pairMomentsOfStream(drip(chunks)), pairMomentsOf(y, x));
  });

  it('are refused where a unit lacks a measurement', async () => {
    await expect(pairMomentsOfStream([[[1, 2], [3]]])).rejects.toThrow('x must have');
    await expect(pairMomentsOfStream([[1] as unknown as PairChunk])).rejects.toThrow('x must be');
  });
});
