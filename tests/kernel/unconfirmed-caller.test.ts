import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../packages/api/src/context.js';
import { doorsOf } from '../../packages/api/src/doors.js';
import { defineMetric, recordOutcomes } from '../../packages/api/src/metrics/index.js';
import { type House, openHouse } from '../support/house.js';
import { make } from '../support/make.js';

let house: House;
/** The doors as they are open to a key that was recognised while the database was away; it is back. */
let context: Context;

beforeAll(async () => {
  house = await openHouse();
  const doors = doorsOf(house.application);
  const roles = ['administrator'];
  context = doors({ type: 'KEY', id: 'key', name: 'A key', roles, isUnconfirmed: true }, 'test');
});

afterAll(() => house.close());

const UNAVAILABLE = { code: 'UNAVAILABLE' };
const at = new Date('2026-01-01T00:00:00Z');

describe('a caller whom nobody has confirmed', () => {
  it('is answered by the plan', async () => {
    expect((await context.plans.current()).version).toMatch(/^[0-9a-f]{16}$/);
  });

  it('changes nothing', async () => {
    const metric = { ...make.metric(), kind: 'PROPORTION' as const };

    await expect(context.change(defineMetric, metric)).rejects.toMatchObject(UNAVAILABLE);
  });

  it('records nothing', async () => {
    const { facts, recipientId, now } = context;
    const outcome = { id: '1', recipientKey: 'r', type: 'ordered', occurredAt: at };

    await expect(recordOutcomes(facts, { recipientId, now: now() }, [outcome])).rejects.toMatchObject(
      UNAVAILABLE,
    );
  });

  it('reads nothing else', () => {
    expect(() => context.look.manager).toThrow(expect.objectContaining(UNAVAILABLE));
  });
});
