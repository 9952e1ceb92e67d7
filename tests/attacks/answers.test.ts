import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { defineMetric } from '../support/make.js';
import { eventually } from '../support/eventually.js';
import { inTransaction } from './held-rows.js';

let house: House;

beforeAll(async () => {
  house = await openHouse({ timeLimits: { machineMs: 300, personMs: 600 } });
});

afterAll(() => house.close());

const isBuilt = existsSync(new URL('../../packages/admin/dist/index.html', import.meta.url));

describe('what a browser may do with an answer', () => {
  it.each([
    ['/livez', 200],
    ['/nothing-here', 404],
    ['/graphql', 404],
    ...(isBuilt ? [['/', 200] as const] : []),
  ] as const)('is told on every page: %s', async (path, status) => {
    const { headers, status: found } = await fetch(`${house.url}${path}`);
    const isApi = path === '/graphql';

    expect(found).toBe(status);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
    if (isApi) return;
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|\*|http)/);
  });

  it('is told by JSON that it is no page, and nothing that only pages read', async () => {
    const client = await house.as('model');
    const answers = [
      await client.post('{"query":"{ viewer { name } }"}'),
      await client.post(
        '{"query":"{ assignment(experimentKey: \\"a\\", recipientKey: \\"b\\") { reason } }"}',
      ),
      await client.post('{"query":'),
    ];

    for (const { headers } of answers) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBeNull();
    }
  });

  it('lets pages of every origin read the payload for SDKs, and no other answer', async () => {
    const { secret } = await house.key('sdk');
    const payload = await fetch(`${house.url}/api/features/${secret}`);
    const other = await fetch(`${house.url}/livez`);

    expect(payload.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(payload.headers.get('access-control-allow-origin')).toBe('*');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('an answer that takes too long', () => {
  it('is given up, says so, and leaves the server as it was', async () => {
    const client = await house.as('administrator');
    await defineMetric(client);

    const response = await inTransaction(
      house.databaseUrl,
      'lock table metrics in access exclusive mode',
      () => client.post('{"query":"{ metrics { total } }"}'),
    );

    expect(response.status).toBe(504);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'the answer takes too long; a change may have been made all the same',
          extensions: { code: 'TIMED_OUT' },
        },
      ],
    });
    expect(await eventually(() => client.ask('{ metrics { total } }'))).toEqual({ total: 1 });
  });
});
