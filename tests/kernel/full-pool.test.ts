import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineMetric } from '../../packages/api/src/metrics/index.js';
import { type House, openHouse } from '../support/house.js';
import { make } from '../support/make.js';

let house: House;

beforeAll(async () => {
  house = await openHouse({ poolSize: 1 });
});

afterAll(() => house.close());

/** Holds the only connection of a pool while something is tried. */
async function whileHeld<T>(door: 'reader' | 'writer', attempt: () => Promise<T>): Promise<T> {
  const runner = house.application.database[door].createQueryRunner();
  await runner.startTransaction();
  try {
    return await attempt();
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

describe('a full pool', () => {
  it('answers a command that it is unavailable instead of letting it wait', async () => {
    const metric = { ...make.metric(), kind: 'PROPORTION' as const };
    const define = () => house.doors('administrator').change(defineMetric, metric);

    const attempt = whileHeld('writer', () =>
      expect(define()).rejects.toMatchObject({ code: 'UNAVAILABLE' }),
    );

    await attempt;
    expect((await define()).key).toBe('ordered');
  });

  it('answers a reader over HTTP with 503, and when to come back', async () => {
    const client = await house.as('viewer');
    const ask = () => client.post(JSON.stringify({ query: '{ metrics { total } }' }));
    await ask();

    const response = await whileHeld('reader', ask);

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect((await ask()).status).toBe(200);
  });

  it('answers a caller whose key it cannot look up in the same way', async () => {
    const client = await house.as('viewer');
    const ask = () => client.post(JSON.stringify({ query: '{ viewer { name } }' }));

    const response = await whileHeld('reader', ask);

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  });

  it('says that it is not ready, while the process itself lives', async () => {
    const [ready, alive] = await whileHeld('reader', () =>
      Promise.all(['readyz', 'livez'].map(path => fetch(`${house.url}/${path}`))),
    );

    expect(ready?.status).toBe(503);
    expect(alive?.status).toBe(200);
  });
});
