/**
 * @typedef {object} Scale how much is measured
 * @property {number} rounds
 * @property {number} single requests a round
 * @property {number} batch requests of 1,000 recipients a round
 * @property {number} facts rows a round
 * @property {number} customers rows of the file imported
 * @property {number} commands of the change door a round @property {number} entries of the audit log a round
 * @property {number} exposures of the results @property {number} outcomes of the results
 */

/** @type {Scale} */
export const FULL = {
  rounds: 7,
  single: 24_000,
  batch: 600,
  facts: 40_000,
  customers: 64_000,
  commands: 800,
  entries: 50_000,
  exposures: 200_000,
  outcomes: 500_000,
};
/** @type {Scale} */
export const QUICK = {
  rounds: 3,
  single: 2_000,
  batch: 100,
  facts: 10_000,
  customers: 16_000,
  commands: 160,
  entries: 10_000,
  exposures: 40_000,
  outcomes: 100_000,
};
