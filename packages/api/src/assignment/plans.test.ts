import { describe, expect, it } from 'vitest';
import { SHUT } from '../kernel/awaited-database.js';
import { Plans } from './plans.js';

const SOURCES = { experiments: [], holdouts: [] };

/** A plan of some time ago, and nobody to ask whether it is the current one. */
function resumed(agoMs: number): Plans {
  const plans = new Plans(SHUT);
  plans.resume(SOURCES, agoMs);
  return plans;
}

describe('a plan without its database', () => {
  it('is not made up where there was none', async () => {
    await expect(async () => new Plans(SHUT).current()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('goes on from where it was resumed, and is as old as it was then', () => {
    const plans = resumed(60_000);

    expect(plans.current()).toBe(plans.latest?.plan);
    expect(plans.staleSeconds).toBe(60);
  });

  it('is stale at once when it was resumed: nobody has said that it is current', () => {
    expect(resumed(0).staleSeconds).toBe(0);
  });

  it('goes on when a change is committed that cannot be read', async () => {
    const plans = resumed(0);
    plans.isWatched = true;

    plans.outdated();

    expect(await plans.current()).toBe(plans.latest?.plan);
    expect(plans.staleSeconds).toBe(0);
    // Asked once in vain, and not by every question again.
    expect(plans.current()).toBe(plans.latest?.plan);
  });

  it('says that it cannot be checked to those who check it', async () => {
    await expect(resumed(0).check()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
