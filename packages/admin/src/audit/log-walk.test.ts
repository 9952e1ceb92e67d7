import { expect, it } from 'vitest';
import { type Walk, STRETCH, walkLog } from './log-walk';

const ROOT = { size: 12_000, total: 12_000, what: null };
const extension = async () => ({ state: 'NOT_CHECKED' }) as const;

const stepsOf = async (steps: AsyncIterable<Walk>) => {
  const all: Walk[] = [];
  for await (const step of steps) all.push(step);
  return all;
};

it('a log is walked stretch by stretch to its end, and its root is asked for last', async () => {
  const asked: number[] = [];
  const stretch = async (from: number, count: number) => {
    asked.push(from);
    return { checked: Math.min(count, 12_000 - from), total: 12_000, firstBad: null };
  };

  const steps = await stepsOf(walkLog({ stretch, root: async () => ROOT, extension }));

  expect(asked).toEqual([0, STRETCH, 2 * STRETCH]);
  expect(steps.map(({ state }) => state)).toEqual(['WALKING', 'WALKING', 'ROOT', 'DONE']);
});

it('the walk ends at the first entry that is wrong, and the root is not asked for', async () => {
  const firstBad = { entryId: 'e', leafIndex: 3, what: 'the entry is not the one that was hashed' };
  const root = async () => {
    throw new Error('asked');
  };

  const steps = await stepsOf(
    walkLog({ stretch: async () => ({ checked: 3, total: 9, firstBad }), root, extension }),
  );

  expect(steps).toEqual([{ state: 'BAD', checked: 3, total: 9, firstBad }]);
});

it('the walk of a log that cannot be checked to its end does not go on for ever', async () => {
  const stretch = async () => ({ checked: 0, total: 9, firstBad: null });

  const steps = await stepsOf(walkLog({ stretch, root: async () => ROOT, extension }));

  expect(steps.map(({ state }) => state)).toEqual(['ROOT', 'DONE']);
});

it('what was seen before is compared once the root is right, and not where it is wrong', async () => {
  const stretch = async () => ({ checked: 9, total: 9, firstBad: null });
  const last = async (what: string | null) =>
    (await stepsOf(walkLog({ stretch, root: async () => ({ ...ROOT, what }), extension }))).at(-1);

  expect(await last(null)).toMatchObject({ extension: { state: 'NOT_CHECKED' } });
  expect(await last('it has another root')).toMatchObject({ extension: null });
});
