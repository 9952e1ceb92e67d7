import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.js';

function limited(perSecond: number) {
  let now = 1_800_000_000_000;
  const limit = new RateLimit(perSecond, () => new Date(now));
  return {
    ask: (caller = 'somebody') => limit.secondsToWait(caller),
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('a caller', () => {
  it('may ask as often as it likes within its second, and then waits', () => {
    const { ask } = limited(5);

    expect(Array.from({ length: 7 }, () => ask())).toEqual([0, 0, 0, 0, 0, 1, 1]);
  });

  it('gets one request after the other back, and never more than those of one second', () => {
    const { ask, wait } = limited(4);
    for (let asked = 0; asked < 4; asked += 1) ask();

    wait(249);
    expect(ask()).toBe(1);
    wait(1);
    expect([ask(), ask()]).toEqual([0, 1]);
    wait(3_600_000);
    expect(Array.from({ length: 5 }, () => ask())).toEqual([0, 0, 0, 0, 1]);
  });

  it('is told the whole wait where a request takes longer than a second to come back', () => {
    const { ask, wait } = limited(0.01);

    expect([ask(), ask()]).toEqual([0, 100]);
    wait(60_500);
    expect(ask()).toBe(40);
    wait(39_500);
    expect(ask()).toBe(0);
  });

  it('does not wait for another', () => {
    const { ask } = limited(1);

    expect([ask('one'), ask('other'), ask('one'), ask('other')]).toEqual([0, 0, 1, 1]);
  });

  it('is not punished for asking while it waits, nor by a clock that is set back', () => {
    const { ask, wait } = limited(1);
    ask();
    for (let asked = 0; asked < 50; asked += 1) ask();

    wait(1_000);
    expect(ask()).toBe(0);
    wait(-3_600_000);
    expect(ask()).toBeLessThanOrEqual(3_602);
  });

  it('is remembered among ten thousand, and not for ever', () => {
    const { ask } = limited(1);
    const askAll = () => Array.from({ length: 10_000 }, (_one, index) => ask(`caller ${index}`));

    expect(askAll().every(wait => wait === 0)).toBe(true);
    expect(askAll().every(wait => wait === 1)).toBe(true);
    expect([ask('one more'), ask('caller 0')]).toEqual([0, 0]);
  });
});
