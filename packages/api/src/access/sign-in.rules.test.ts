import { describe, expect, it } from 'vitest';
import { networkOf, plainAddress } from './network.rules.js';
import { MOST_OF_ACCOUNT, MOST_OF_ADDRESS, WINDOW_MS, secondsToWait } from './sign-in.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const failed = (count: number, secondsAgo = 0): Date[] =>
  Array.from({ length: count }, (_nothing, index) => ago(secondsAgo + index));
const wait = (ofAccount: Date[], ofAddress: Date[] = []) => secondsToWait({ ofAccount, ofAddress }, NOW);

describe('after failures of one account from one network', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [8, 8],
    [9, 16],
  ])('%i: the next try is %i seconds away', (count, seconds) => {
    expect(wait(failed(count))).toBe(seconds);
  });

  it('who waited long enough tries again', () => {
    expect(wait(failed(9, 15))).toBe(1);
    expect(wait(failed(9, 16))).toBe(0);
  });

  it('ten are the most in a quarter of an hour', () => {
    const spread = Array.from({ length: MOST_OF_ACCOUNT }, (_nothing, index) => ago(60 + index * 60));

    expect(wait(spread)).toBe(WINDOW_MS / 1_000 - 600);
    expect(wait(spread.slice(0, 9))).toBe(0);
  });
});

it('a hundred are the most from one address, whoever they were for', () => {
  const spread = failed(MOST_OF_ADDRESS, 100);

  expect(wait([], spread)).toBe(WINDOW_MS / 1_000 - 199);
  expect(wait([], spread.slice(0, 99))).toBe(0);
});

describe('the network of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is spelt in one way', () => {
    expect(plainAddress('::ffff:203.0.113.77')).toBe('203.0.113.77');
    expect(plainAddress('2001:DB8::1')).toBe('2001:db8::1');
  });
});
