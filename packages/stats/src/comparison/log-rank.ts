import { chiSquared } from '../distributions/index.js';
import { sortedTimes, type TimeStep, timeSteps } from './event-times.js';
import { quadraticForm } from './quadratic-form.js';

/** A group of units: for each one a time, and whether the event came then or the unit was last seen. */
export interface SurvivalGroup {
  readonly times: ArrayLike<number>;
  readonly events: ArrayLike<boolean | number>;
}

/** Whether groups have their events at the same rate. */
export interface LogRank {
  /** Chi-square; null where `undefinedBecause` says so. */
  readonly statistic: number | null;
  /** Groups that were at risk when an event came, less one. */
  readonly degreesOfFreedom: number;
  readonly pValue: number | null;
  /** Events of each group. */
  readonly observed: readonly number[];
  /** Events that each group would have had at the rate of all groups together. */
  readonly expected: readonly number[];
  readonly undefinedBecause: 'no events' | 'only one group at risk' | 'all events at once' | null;
}

/**
 * Do two or more groups come back (leave, order again) at different rates, over all the time that they were
 * seen? Most sensitive where one rate is the same multiple of the other all along; crossing curves may hide
 * a difference from it. For the curves themselves use `kaplanMeier`.
 *
 * @param groups  at least two; times finite and at least 0, events true or 1 where the event came
 * @returns the log-rank chi-square test with observed and expected events, groups in the order given
 * @throws {RangeError} if there are fewer than two groups, one is empty, its lengths differ, or a value is
 *   impossible
 * @see Mantel (1966), Cancer Chemotherapy Reports 50, 163-170
 * @see Peto & Peto (1972), https://doi.org/10.2307/2344317
 * @example logRank([{ times: [1, 3], events: [1, 1] }, { times: [2, 4], events: [1, 1] }]).statistic // 0.61538461538462
 */
export function logRank(groups: readonly SurvivalGroup[]): LogRank {
  if (groups.length < 2) throw new RangeError(`groups must hold at least two groups, got ${groups.length}`);
  const size = groups.length;
  const observed = groups.map(() => 0);
  const expected = groups.map(() => 0);
  const covariance = groups.map(() => groups.map(() => 0));
  for (const { events, eventsOf, atRiskOf } of eventTimes(groups)) {
    const atRisk = atRiskOf.reduce((sum, count) => sum + count, 0);
    const spread = atRisk < 2 ? 0 : (events / atRisk) * ((atRisk - events) / (atRisk - 1));
    for (let i = 0; i < size; i++) {
      const own = atRiskOf[i] as number;
      observed[i] = (observed[i] as number) + (eventsOf[i] as number);
      expected[i] = (expected[i] as number) + (own / atRisk) * events;
      const row = covariance[i] as number[];
      for (let j = 0; j < size; j++) {
        const share = (atRiskOf[j] as number) / atRisk;
        row[j] = (row[j] as number) + spread * own * ((i === j ? 1 : 0) - share);
      }
    }
  }
  const tested = expected.flatMap((count, i) => (count > 0 ? [i] : []));
  const degreesOfFreedom = Math.max(0, tested.length - 1);
  const refused = { statistic: null, pValue: null, degreesOfFreedom, observed, expected };
  if (tested.length === 0) return { ...refused, undefinedBecause: 'no events' };
  if (tested.length === 1) return { ...refused, undefinedBecause: 'only one group at risk' };
  // the excesses sum to zero, so that one group is left out
  const kept = tested.slice(1);
  const excess = kept.map(i => (observed[i] as number) - (expected[i] as number));
  const rows = kept.map(i => kept.map(j => (covariance[i] as number[])[j] as number));
  const statistic = quadraticForm(excess, rows);
  if (statistic === null) return { ...refused, undefinedBecause: 'all events at once' };
  return {
    ...refused,
    statistic,
    pValue: chiSquared.sf(statistic, degreesOfFreedom),
    undefinedBecause: null,
  };
}

/** Events of all groups at one time. */
interface SharedTime {
  readonly events: number;
  readonly eventsOf: readonly number[];
  readonly atRiskOf: readonly number[];
}

/** Goes through the times at which any group had an event; the lists are the same ones each time. */
function* eventTimes(groups: readonly SurvivalGroup[]): Generator<SharedTime> {
  const walks = groups.map(({ times, events }, i) => timeSteps(sortedTimes(times, events, `groups[${i}].`)));
  const steps = walks.map(nextOf);
  const eventsOf = groups.map(() => 0);
  const atRiskOf = steps.map(step => step?.atRisk ?? 0);
  for (;;) {
    const time = Math.min(...steps.map(step => step?.time ?? Infinity));
    if (time === Infinity) return;
    let events = 0;
    for (const [i, step] of steps.entries()) {
      const here = step?.time === time ? step.events : 0;
      eventsOf[i] = here;
      events += here;
    }
    if (events > 0) yield { events, eventsOf, atRiskOf };
    for (const [i, step] of steps.entries()) {
      if (step?.time !== time) continue;
      atRiskOf[i] = step.atRisk - step.events - step.censored;
      steps[i] = nextOf(walks[i] as Generator<TimeStep>);
    }
  }
}

function nextOf(walk: Generator<TimeStep>): TimeStep | undefined {
  const { done, value } = walk.next();
  return done === true ? undefined : value;
}
