import { expect, test } from 'vitest';
import { randomNamed } from './random.js';
import { MAILED_WELL, type Rates, USUAL, eventsOf } from './shop.js';

const CUSTOMERS = 60_000;

function shareOf(type: string, rates: Rates): number {
  const luckOf = randomNamed(`shop test ${type}`);
  let count = 0;
  for (let index = 0; index < CUSTOMERS; index += 1) {
    if (eventsOf(rates, luckOf(index)).some(event => event.type === type)) count += 1;
  }
  return count / CUSTOMERS;
}

test('customers do what the published rates say, within four standard errors', () => {
  const well = { ...USUAL, ...MAILED_WELL };
  const expected: [string, number][] = [
    ['delivered', well.delivered],
    ['opened', well.opened],
    ['clicked', well.clicked],
    ['visited', well.visited],
    ['ordered', well.ordered],
    ['unsubscribed', 1 - (1 - well.unsubscribedPerMail) ** well.mails],
    ['complained', 1 - (1 - well.complainedPerMail) ** well.mails],
  ];

  for (const [type, rate] of expected) {
    const error = Math.sqrt((rate * (1 - rate)) / CUSTOMERS);
    expect(Math.abs(shareOf(type, well) - rate), type).toBeLessThan(4 * error);
  }
});

test('a refund follows its order, takes back what was paid, and nothing else has a value', () => {
  const luckOf = randomNamed('refunds');
  const all = Array.from({ length: 20_000 }, (_none, index) =>
    eventsOf({ ...USUAL, ordered: 0.1 }, luckOf(index)),
  );

  const refunded = all.filter(events => events.some(({ type }) => type === 'refunded'));

  expect(refunded.length).toBeGreaterThan(100);
  for (const events of refunded) {
    const [order, refund] = ['ordered', 'refunded'].map(name => events.find(({ type }) => type === name));
    expect(refund?.cents).toBe(-(order?.cents ?? 0));
    expect(refund?.afterMs).toBeGreaterThan(order?.afterMs ?? 0);
  }
});

test('the past lies before the first mail, within the four weeks that a covariate looks at', () => {
  const luckOf = randomNamed('past');
  const all = Array.from({ length: 5_000 }, (_none, index) =>
    eventsOf(USUAL, luckOf(index), { withPast: true }),
  );

  const before = all.flat().filter(({ afterMs }) => afterMs < 0);

  expect(before.length).toBeGreaterThan(1_000);
  expect(before.every(({ type, afterMs }) => type === 'visited' && afterMs >= -28 * 24 * 3_600_000)).toBe(
    true,
  );
});
