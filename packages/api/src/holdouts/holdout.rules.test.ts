import { describe, expect, it } from 'vitest';
import type { Holdout } from './holdout.entity.js';
import {
  type HoldoutDraft,
  type Neighbours,
  close,
  freeze,
  open,
  possibleVerbs,
  resize,
} from './holdout.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-06-01T12:00:00Z');
const blank = { id: 'id', key: 'nobody', seed: 'its seed', version: 0 } as Holdout;
const alone: Neighbours = { openGlobal: null, unknownExperiments: [] };
const draft: HoldoutDraft = {
  key: 'nobody',
  name: ' Held out ',
  scope: 'GLOBAL',
  listSize: 400_000,
  baseRate: 0.02,
};
const opened = (overrides: Partial<HoldoutDraft> = {}, neighbours: Neighbours = alone): Holdout =>
  open(blank, { ...draft, ...overrides }, neighbours, NOW);
const refused = (extensions: object) =>
  expect.objectContaining({ extensions: expect.objectContaining(extensions) });

describe('a holdout', () => {
  it('is opened with everything that it was not told', () => {
    expect(opened()).toEqual({
      ...blank,
      name: 'Held out',
      status: 'OPEN',
      scope: 'GLOBAL',
      channel: null,
      market: null,
      experimentKeys: null,
      sizeBp: 500,
      sizes: [{ sizeBp: 500, from: '2026-03-01T12:00:00.000Z', reason: 'opened' }],
      eligibility: null,
      exemptions: [],
      listSize: 400_000,
      baseRate: 0.02,
      openedAt: NOW,
      frozenAt: null,
      closedAt: null,
    });
  });

  it.each<[string, Partial<HoldoutDraft>]>([
    ['name', { name: ' ' }],
    ['name', { name: 'n'.repeat(201) }],
    ['sizeBp', { sizeBp: 99 }],
    ['sizeBp', { sizeBp: 2_001 }],
    ['sizeBp', { sizeBp: 6_000 }],
    ['listSize', { listSize: 0 }],
    ['baseRate', { baseRate: 0 }],
    ['baseRate', { baseRate: 1 }],
    ['baseRate', { baseRate: Number.NaN }],
    ['channel', { scope: 'CHANNEL' }],
    ['channel', { scope: 'CHANNEL', channel: ' ' }],
    ['channel', { channel: 'email' }],
    ['market', { scope: 'MARKET' }],
    ['market', { scope: 'CHANNEL', channel: 'email', market: 'DE' }],
    ['experimentKeys', { scope: 'EXPERIMENTS' }],
    ['experimentKeys', { scope: 'EXPERIMENTS', experimentKeys: [] }],
    [
      'experimentKeys',
      { scope: 'EXPERIMENTS', experimentKeys: Array.from({ length: 201 }, (_, i) => `e${i}`) },
    ],
    ['experimentKeys', { experimentKeys: ['a'] }],
    ['eligibility.$near', { eligibility: { $near: 1 } }],
    ['exemptions.0.reason', { exemptions: [{ category: 'LEGAL', reason: ' ' }] }],
    [
      'exemptions.1.category',
      {
        exemptions: [
          { category: 'LEGAL', reason: 'a' },
          { category: 'LEGAL', reason: 'b' },
        ],
      },
    ],
  ])('is refused for its %s: %j', (field, overrides) => {
    expect(() => opened(overrides)).toThrow(refused({ field }));
  });

  it('is the only global one that is not closed', () => {
    expect(() => opened({}, { ...alone, openGlobal: 'first' })).toThrow(
      refused({ rule: 'second-global-holdout', current: 'first' }),
    );
    expect(opened({ scope: 'MARKET', market: 'DE' }, { ...alone, openGlobal: 'first' }).market).toBe('DE');
  });

  it('names experiments that there are', () => {
    const named = { scope: 'EXPERIMENTS', experimentKeys: ['a', 'b', 'a'] } as const;

    expect(opened(named).experimentKeys).toEqual(['a', 'b']);
    expect(() => opened(named, { ...alone, unknownExperiments: ['b'] })).toThrow(
      refused({ rule: 'unknown-experiment', field: 'experimentKeys' }),
    );
  });

  it('keeps its seed and every size that it has had', () => {
    const larger = resize(opened(), { sizeBp: 1_000, reason: ' too small ' }, LATER);

    expect(larger).toMatchObject({ sizeBp: 1_000, seed: 'its seed' });
    expect(larger.sizes).toEqual([
      { sizeBp: 500, from: '2026-03-01T12:00:00.000Z', reason: 'opened' },
      { sizeBp: 1_000, from: '2026-06-01T12:00:00.000Z', reason: 'too small' },
    ]);
  });

  it.each([
    ['sizeBp', { sizeBp: 500, reason: 'the same' }],
    ['sizeBp', { sizeBp: 2_001, reason: 'too large' }],
    ['reason', { sizeBp: 600, reason: ' ' }],
  ])('is not given another size for its %s: %j', (field, change) => {
    expect(() => resize(opened(), change, LATER)).toThrow(refused({ field }));
  });

  it('is frozen, then closed, and never opened again', () => {
    const frozen = freeze(opened(), NOW);
    const closed = close(frozen, LATER);

    expect(frozen).toMatchObject({ status: 'FROZEN', frozenAt: NOW, closedAt: null });
    expect(closed).toMatchObject({ status: 'CLOSED', frozenAt: NOW, closedAt: LATER });
    expect(() => freeze(frozen, LATER)).toThrow(refused({ rule: 'wrong-status' }));
    expect(() => resize(frozen, { sizeBp: 600, reason: 'late' }, LATER)).toThrow(
      refused({ rule: 'wrong-status' }),
    );
    expect(() => close(closed, LATER)).toThrow(refused({ rule: 'wrong-status' }));
  });

  it('tells what can be asked of it', () => {
    expect((['OPEN', 'FROZEN', 'CLOSED'] as const).map(possibleVerbs)).toEqual([
      ['resize', 'freeze', 'close'],
      ['close'],
      [],
    ]);
  });
});
