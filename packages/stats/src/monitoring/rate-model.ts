import { requireOpenUnit } from '../domain.js';
import { type EventCount, requireEventCount } from './bernoulli-cusum.js';
import {
  binomialLogLikelihood,
  concentrationScore,
  likelihoodGain,
  likeliestLogit,
  ratesOf,
} from './beta-binomial-likelihood.js';
import { rootNear } from './root.js';

/** A rate that varies from batch to batch as a beta variable does. */
export interface RateModel {
  /** Mean rate, in [0, 1]; null when there were no trials. */
  readonly rate: number | null;
  /**
   * S: the rate of a batch varies with variance rate (1 - rate) / (S + 1); null when it does not vary
   * beyond chance (S infinite, which JSON cannot hold), 0 when each batch is all events or none.
   */
  readonly concentration: number | null;
  /** Log-likelihood above that of a binomial with the pooled rate; at least 0, in natural units. */
  readonly logLikelihoodGain: number;
  readonly undefinedBecause: 'no trials' | 'no events' | 'only events' | 'no batch of two trials' | null;
}

/**
 * What is a rate, and how much more does it vary from day to day than chance would have it? Charts that
 * assume a binomial cry wolf every few days on e-mail rates; standardise with `rateResidual` instead. Give
 * some eight weeks or more in which nothing was wrong.
 *
 * @param batches  events and trials, such as a day's clicks and deliveries; order does not matter
 * @returns mean rate and concentration of the likeliest beta-binomial; null with the reason where the data
 *   do not tell
 * @throws {RangeError} if a count is not a whole number, or there are more events than trials
 * @see Skellam (1948), J. R. Statist. Soc. B 10, 257-261, https://doi.org/10.1111/j.2517-6161.1948.tb00014.x
 * @example rateModel([{ events: 1, trials: 10 }, { events: 7, trials: 10 }]).concentration // 2.930275597908
 */
export function rateModel(batches: readonly EventCount[]): RateModel {
  batches.forEach((batch, i) => {
    requireEventCount(`batches[${i}]`, batch);
  });
  const used = batches.filter(({ trials }) => trials > 0);
  const events = used.reduce((sum, batch) => sum + batch.events, 0);
  const others = used.reduce((sum, batch) => sum + (batch.trials - batch.events), 0);
  if (used.length === 0) return withoutVariation(null, 'no trials');
  if (events === 0) return withoutVariation(0, 'no events');
  if (others === 0) return withoutVariation(1, 'only events');
  const pooled = Math.log(events / others);
  if (used.every(({ trials }) => trials === 1)) {
    return withoutVariation(events / (events + others), 'no batch of two trials');
  }
  if (used.every(batch => batch.events === 0 || batch.events === batch.trials))
    return allOrNone(used, pooled);
  return likeliest(used, pooled) ?? withoutVariation(events / (events + others));
}

/**
 * How unusual is the rate of one batch, in standard deviations, given that rates vary from batch to batch?
 * Give the residuals to `cusum` or `ewma` with mean 0 and standardDeviation 1.
 *
 * @param batch  events and trials, at least one trial
 * @param model  rate, in (0, 1); concentration, at least 0, null or Infinity for a plain binomial
 * @returns observed minus expected rate in standard deviations of the beta-binomial
 * @throws {RangeError} if a count or the model is out of range
 * @see Skellam (1948), J. R. Statist. Soc. B 10, 257-261, https://doi.org/10.1111/j.2517-6161.1948.tb00014.x
 * @example rateResidual({ events: 30, trials: 100 }, { rate: 0.2, concentration: null }) // 2.5
 */
export function rateResidual(
  batch: EventCount,
  model: { readonly rate: number | null; readonly concentration: number | null },
): number {
  requireEventCount('batch', batch);
  if (batch.trials === 0) throw new RangeError('batch.trials must be at least 1');
  const rate = model.rate ?? Number.NaN;
  requireOpenUnit('rate', rate);
  const concentration = model.concentration ?? Infinity;
  if (!(concentration >= 0)) {
    throw new RangeError(`concentration must be at least 0 or null, got ${concentration}`);
  }
  const inflation = 1 + (batch.trials - 1) / (concentration + 1);
  return (batch.events / batch.trials - rate) / Math.sqrt((rate * (1 - rate) * inflation) / batch.trials);
}

function withoutVariation(
  rate: number | null,
  undefinedBecause: RateModel['undefinedBecause'] = null,
): RateModel {
  return { rate, concentration: null, logLikelihoodGain: 0, undefinedBecause };
}

/** The likelihood rises all the way to a concentration of 0, where a batch is one trial. */
function allOrNone(batches: readonly EventCount[], pooled: number): RateModel {
  const asTrials = batches.map(({ events }) => ({ events: Math.min(events, 1), trials: 1 }));
  const full = asTrials.reduce((sum, { events }) => sum + events, 0);
  const logit = Math.log(full / (batches.length - full));
  const gain = binomialLogLikelihood(asTrials, logit) - binomialLogLikelihood(batches, pooled);
  return { rate: full / batches.length, concentration: 0, logLikelihoodGain: gain, undefinedBecause: null };
}

/** The best of a grid of concentrations, polished to where the score is 0; null for infinity. */
function likeliest(batches: readonly EventCount[], pooled: number): RateModel | null {
  const gainAt = (concentration: number, logit: number): number =>
    likelihoodGain(batches, concentration, logit) +
    (binomialLogLikelihood(batches, logit) - binomialLogLikelihood(batches, pooled));
  const trials = batches.reduce((sum, batch) => sum + batch.trials, 0);
  let best = { log: Math.log(1e3 * trials), gain: 1e-9 };
  for (let log = Math.log(1e-3); log < Math.log(1e3 * trials); log += Math.LN10 / 2) {
    const gain = gainAt(Math.exp(log), likeliestLogit(batches, Math.exp(log), pooled));
    if (gain > best.gain) best = { log, gain };
  }
  const score = (log: number): number =>
    concentrationScore(batches, Math.exp(log), likeliestLogit(batches, Math.exp(log), pooled));
  const log = rootNear(score, best.log, Math.LN10 / 2, 3);
  if (log === null) return null;
  const concentration = Math.exp(log);
  const logit = likeliestLogit(batches, concentration, pooled);
  const logLikelihoodGain = gainAt(concentration, logit);
  return { rate: ratesOf(logit)[0], concentration, logLikelihoodGain, undefinedBecause: null };
}
