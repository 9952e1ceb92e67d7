import { generateKeyPairSync } from 'node:crypto';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isWithin } from './access/address.rules.js';
import { readConfig } from './config.js';

describe('the rate limit', () => {
  it.each([
    [undefined, 1000],
    ['', 1000],
    ['50', 50],
    ['0.5', 0.5],
  ])('%j means %d requests a second', (PROBITY_RATE_LIMIT, rate) => {
    expect(readConfig({ PROBITY_RATE_LIMIT }).rateLimit).toBe(rate);
  });

  it.each(['0', '-1', 'many', '1000001', 'Infinity', 'NaN'])('is not "%s"', PROBITY_RATE_LIMIT => {
    expect(() => readConfig({ PROBITY_RATE_LIMIT })).toThrow(/^PROBITY_RATE_LIMIT is a number/);
  });
});

describe('the trusted proxies', () => {
  it.each([undefined, ''])('are none for %j', PROBITY_TRUSTED_PROXIES => {
    expect(readConfig({ PROBITY_TRUSTED_PROXIES }).trustedProxies).toBeNull();
  });

  it('are networks and addresses', () => {
    const { trustedProxies } = readConfig({ PROBITY_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1' });

    const isTrusted = (address: string) => trustedProxies !== null && isWithin(trustedProxies, address);

    expect(['10.1.2.3', '2001:db8::1', '192.0.2.1'].map(isTrusted)).toEqual([true, true, false]);
  });

  it.each(['everybody', '10.0.0.0/33', '10.0.0.0/8,'])('are not "%s"', PROBITY_TRUSTED_PROXIES => {
    expect(() => readConfig({ PROBITY_TRUSTED_PROXIES })).toThrow(/^PROBITY_TRUSTED_PROXIES: /);
  });
});

describe('the environment', () => {
  it.each([
    [undefined, 'live'],
    ['', 'live'],
    ['test2', 'test2'],
  ])('%j is %s', (PROBITY_ENVIRONMENT, environment) => {
    expect(readConfig({ PROBITY_ENVIRONMENT }).environment).toBe(environment);
  });

  it.each(['Live', 'a_b', 'thirteenlong1', ' '])('is not "%s"', PROBITY_ENVIRONMENT => {
    expect(() => readConfig({ PROBITY_ENVIRONMENT })).toThrow(/^PROBITY_ENVIRONMENT is 1 to 12/);
  });
});

describe('the signing key', () => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

  it('is taken with its lines, and from one line', () => {
    expect(readConfig({ PROBITY_SIGNING_KEY: pem }).signingKey).toBe(pem);
    expect(readConfig({ PROBITY_SIGNING_KEY: pem.replaceAll('\n', String.raw`\n`) }).signingKey).toBe(pem);
    expect(readConfig({}).signingKey).toBeNull();
  });

  it('that is none is refused, and not repeated', () => {
    const wrong = () => readConfig({ PROBITY_SIGNING_KEY: 'a secret that is no key' });

    expect(wrong).toThrow(/^PROBITY_SIGNING_KEY: it must hold an Ed25519 private key/);
    expect(wrong).not.toThrow(/a secret/);
  });
});

describe('the origin of checkpoints', () => {
  it('is a name of one word', () => {
    expect(readConfig({ PROBITY_AUDIT_ORIGIN: 'example.com/log' }).auditOrigin).toBe('example.com/log');
  });

  it.each(['two words', 'a+b', 'a\nb', 'x'.repeat(201)])('is not "%s"', PROBITY_AUDIT_ORIGIN => {
    expect(() => readConfig({ PROBITY_AUDIT_ORIGIN })).toThrow(/^PROBITY_AUDIT_ORIGIN is a name/);
  });
});

describe('where checkpoints are copied to', () => {
  it('is a directory beside the data unless another is named', () => {
    const beside = readConfig({ PROBITY_DATA_DIR: '/data' });

    expect(beside.checkpointDirectory).toBe(join(resolve('/data'), 'checkpoints'));
    expect(beside.checkpointUrl).toBeNull();
    expect(readConfig({ PROBITY_CHECKPOINT_DIR: '/mnt' }).checkpointDirectory).toBe(resolve('/mnt'));
  });

  it.each(['ftp://host/', 'host/path', 'https://'])('is not the address "%s"', PROBITY_CHECKPOINT_URL => {
    expect(() => readConfig({ PROBITY_CHECKPOINT_URL })).toThrow(/^PROBITY_CHECKPOINT_URL has the form/);
  });
});
