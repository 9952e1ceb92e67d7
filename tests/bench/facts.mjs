import { EXPERIMENT } from './place.mjs';

const MOST = 5_000;
const TYPES = ['ordered', 'refunded', 'visited', 'opened'];
/** One outcome in so many is an unsubscribe, from which a suppression follows. */
const UNSUBSCRIBED_EVERY = 200;

/** @typedef {import('../../packages/api/dist/assignment/index.js').ExposureClaim} ExposureClaim */
/** @typedef {import('../../packages/api/dist/metrics/index.js').OutcomeClaim} OutcomeClaim */

/** @param {number} count @param {Date} at @param {string} round @returns {ExposureClaim[]} */
export const exposures = (count, at, round) =>
  Array.from({ length: count }, (_none, index) => ({
    experimentKey: EXPERIMENT,
    recipientKey: `customer-${round}-${index}`,
    // Instants of their own, as facts have.
    occurredAt: new Date(at.getTime() + (index % 1000)),
  }));

/** @param {number} count @param {Date} at @param {string} round @returns {OutcomeClaim[]} */
export const outcomes = (count, at, round) =>
  Array.from({ length: count }, (_none, index) => {
    const isEnd = index % UNSUBSCRIBED_EVERY === UNSUBSCRIBED_EVERY - 1;
    const type = isEnd ? 'unsubscribed' : (TYPES[index % TYPES.length] ?? 'opened');
    const money = type === 'ordered' || type === 'refunded';
    return {
      id: `${round}-${index}-${type}`,
      recipientKey: `customer-${round}-${index % Math.ceil(count / 2.5)}`,
      type,
      occurredAt: new Date(at.getTime() + (index % 1000)),
      ...(money && { value: (type === 'refunded' ? -1 : 1) * (1_000 + (index % 9_000)), currency: 'EUR' }),
    };
  });

/** @template Fact @param {readonly Fact[]} facts @returns {Fact[][]} calls of the largest size */
export const calls = facts =>
  Array.from({ length: Math.ceil(facts.length / MOST) }, (_none, index) =>
    facts.slice(index * MOST, (index + 1) * MOST),
  );
