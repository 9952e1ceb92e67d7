import { expect, it } from 'vitest';
import type { Share } from './layer';
import { boundsText, stretchesOf, widthOf } from './stretches';

const share = (experimentKey: string, fromBp: number, toBp: number): Share => ({
  experimentKey,
  status: 'RUNNING',
  fromBp,
  toBp,
});
const inWords = (shares: readonly Share[]) =>
  stretchesOf(shares).map(
    ({ fromBp, toBp, share: of }) => `${of?.experimentKey ?? 'free'} ${fromBp}-${toBp}`,
  );

it('a layer is told from its beginning to its end, with what is free in between', () => {
  expect(inWords([])).toEqual(['free 0-10000']);
  expect(inWords([share('b', 6000, 7000), share('a', 1000, 4000)])).toEqual([
    'free 0-1000',
    'a 1000-4000',
    'free 4000-6000',
    'b 6000-7000',
    'free 7000-10000',
  ]);
  expect(inWords([share('a', 0, 5000), share('b', 5000, 10_000)])).toEqual(['a 0-5000', 'b 5000-10000']);
});

it('the stretches fill the layer and nothing else', () => {
  const shares = [share('a', 3, 17), share('b', 17, 18), share('c', 9000, 9999)];

  expect(stretchesOf(shares).reduce((sum, stretch) => sum + widthOf(stretch), 0)).toBe(10_000);
});

it('bounds are told in percent', () => {
  expect(boundsText({ fromBp: 0, toBp: 3334 })).toBe('0\u202f% to 33.34\u202f%');
});
