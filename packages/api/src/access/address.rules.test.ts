import fastify from 'fastify';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientAddress, isWithin, networksOf } from './address.rules.js';

const within = (network: string, address: string | undefined) =>
  isWithin(networksOf('addresses', [network]), address);

describe('a network', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['192.0.2.7/32', '192.0.2.7', true],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['192.0.2.0/24', '::ffff:192.0.2.9', true],
    ['192.0.2.0/24', '::FFFF:192.0.2.9', true],
    ['192.0.2.0/24', '::ffff:198.51.100.9', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::7', '2001:DB8:0:0::7', true],
    ['::/0', '2001:db8::1', true],
    ['::/0', '192.0.2.1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['0.0.0.0/0', undefined, false],
    ['0.0.0.0/0', '', false],
    ['0.0.0.0/0', 'unknown', false],
    ['0.0.0.0/0', '192.0.2.1:443', false],
    ['0.0.0.0/0', '1', false],
    ['0.0.0.0/0', '::ffff:999.0.0.1', false],
  ])('%s and the address %s: %s', (network, address, isIn) => {
    expect(within(network, address)).toBe(isIn);
  });

  it('is one of several', () => {
    const networks = networksOf('addresses', ['192.0.2.0/24', '2001:db8::/32']);

    expect(
      ['192.0.2.1', '2001:db8::1', '198.51.100.1', '2001:db9::1'].map(one => isWithin(networks, one)),
    ).toEqual([true, true, false, false]);
  });

  it.each([
    '',
    'localhost',
    '192.0.2.0/33',
    '192.0.2.0/-1',
    '192.0.2.0/',
    '192.0.2.0/24/24',
    '192.0.2.0 /24',
    '192.0.2/24',
    '192.0.2.256',
    '2001:db8::/129',
    '2001:db8:::/32',
    'fe80::1%eth0',
    // Nobody is ever seen there: addresses are told as what they stand for.
    '::ffff:192.0.2.7',
    '::ffff:192.0.2.0/120',
    '192.0.2.0/24,198.51.100.0/24',
  ])('is not %j', text => {
    expect(() => networksOf('addresses', [text])).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { field: 'addresses' } }),
    );
  });
});

describe('who sent a request', () => {
  const proxies = networksOf('proxies', ['10.0.0.0/8', '2001:db8::/32']);

  it.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['is who holds the socket', '203.0.113.9', undefined, '203.0.113.9'],
    ['is not who they say, where they are no proxy of ours', '203.0.113.9', '192.0.2.1', '203.0.113.9'],
    ['is whom a proxy of ours names', '10.0.0.1', '192.0.2.1', '192.0.2.1'],
    [
      'is the last one named, not what was written before',
      '10.0.0.1',
      '198.51.100.1, 192.0.2.1',
      '192.0.2.1',
    ],
    ['is the last one before several proxies', '10.0.0.1', '198.51.100.1, 192.0.2.1, 10.9.9.9', '192.0.2.1'],
    ['is the first proxy, where there are no others', '10.0.0.1', '10.1.1.1, 10.2.2.2', '10.1.1.1'],
    ['is the proxy, where it names nobody', '10.0.0.1', ' , ,', '10.0.0.1'],
    ['is nobody in a network, where it is no address', '10.0.0.1', '192.0.2.1, unknown', 'unknown'],
    ['is told by a proxy of another version', '::ffff:10.0.0.1', '2001:db9::1', '2001:db9::1'],
    ['is not known, where there is no socket', undefined, '192.0.2.1', undefined],
  ])('%s', (_what, socket, forwardedFor, address) => {
    expect(clientAddress(socket, forwardedFor, proxies)).toBe(address);
  });

  it('is who holds the socket, where there is no proxy of ours', () => {
    expect(clientAddress('10.0.0.1', '192.0.2.1', null)).toBe('10.0.0.1');
  });

  it('is whom the framework tells as well', async () => {
    const app = fastify({ trustProxy: address => isWithin(proxies, address) });
    app.get('/', async ({ ip }) => ip);
    const one = fc.constantFrom(
      '10.0.0.1',
      '192.0.2.1',
      '2001:db8::1',
      '2001:db9::1',
      'unknown',
      '',
      '::ffff:10.0.0.2',
    );

    await fc.assert(
      fc.asyncProperty(
        one,
        fc.array(one, { maxLength: 4 }),
        fc.constantFrom(',', ', '),
        async (socket, named, comma) => {
          const forwardedFor = named.join(comma);
          const remoteAddress = socket || '127.0.0.1';
          const { body } = await app.inject({
            url: '/',
            remoteAddress,
            headers: { 'x-forwarded-for': forwardedFor },
          });

          expect(clientAddress(remoteAddress, forwardedFor, proxies)).toBe(body);
        },
      ),
      { numRuns: 300 },
    );
    await app.close();
  });
});
