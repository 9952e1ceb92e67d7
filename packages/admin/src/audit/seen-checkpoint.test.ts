import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepCheckpoint, seenCheckpoint } from './seen-checkpoint';

const SEEN = { size: 3, root: 'ab', text: 'note', at: '2026-11-23T12:00:00.000Z', verifierKey: 'key' };

let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (place: string) => kept.get(place) ?? null,
    setItem: (place: string, text: string) => kept.set(place, text),
  });
});

afterEach(() => vi.unstubAllGlobals());

it('the checkpoint that was kept last is the one that was seen', () => {
  expect(seenCheckpoint()).toBeNull();

  keepCheckpoint({ ...SEEN, size: 2 });
  keepCheckpoint(SEEN);

  expect(seenCheckpoint()).toEqual(SEEN);
});

it.each(['{', '{}', '"text"', '{"size":"3"}', JSON.stringify({ ...SEEN, root: null })])(
  'what is kept and is no checkpoint, such as %s, is none',
  text => {
    keepCheckpoint(SEEN);
    for (const place of kept.keys()) kept.set(place, text);

    expect(seenCheckpoint()).toBeNull();
  },
);

it('a browser that keeps nothing has seen nothing, and fails at nothing', () => {
  vi.stubGlobal('localStorage', undefined);

  keepCheckpoint(SEEN);

  expect(seenCheckpoint()).toBeNull();
});
