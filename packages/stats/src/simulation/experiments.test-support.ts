import { binomialFrom, type Random, randomFrom } from './draws.test-support.js';
import type { Engine, Finding, Look } from './engine.test-support.js';
import {
  type Arm,
  NOBODY,
  pairMomentsFrom,
  type Population,
  type Sums,
  together,
} from './populations.test-support.js';

export const LOOKS = 30;

/** Nothing is reported before each arm has these, as the product does not. */
const MINIMUM = { units: 150, conversions: 25 };

/** How often an engine called the arms different, and how often it missed the truth at any look. */
export interface Tally {
  readonly engine: string;
  readonly read: string;
  readonly promise: Engine['promise'];
  readonly runs: number;
  readonly rejected: number;
  /** Null where the engine gives no interval. */
  readonly missed: number | null;
}

export interface Experiments {
  readonly population: Population;
  /** The true lift: 0 makes it an A/A test. */
  readonly lift: number;
  readonly runs: number;
  readonly seed: number;
}

type Score = { rejected: boolean; missed: boolean | null };

/** Runs the experiment many times, all engines on the same data, and counts their errors. */
export function tallied(experiments: Experiments, engines: readonly Engine[]): Tally[] {
  const { population, runs, seed } = experiments;
  const readers = engines.filter(({ metrics }) => metrics.includes(population.metric));
  const counts = readers.map(() => ({ rejected: 0, missed: 0, hasInterval: true }));
  const arms = { control: population.arm(0), treatment: population.arm(experiments.lift) };
  const random = randomFrom(seed);
  for (let run = 0; run < runs; run++) {
    runOnce(experiments, arms, readers, random).forEach(({ rejected, missed }, i) => {
      const count = counts[i] as (typeof counts)[number];
      if (rejected) count.rejected += 1;
      if (missed === true) count.missed += 1;
      if (missed === null) count.hasInterval = false;
    });
  }
  return readers.map(({ name, read, promise }, i) => {
    const { rejected, missed, hasInterval } = counts[i] as (typeof counts)[number];
    return { engine: name, read, promise, runs, rejected, missed: hasInterval ? missed : null };
  });
}

function runOnce(
  { population, lift }: Experiments,
  arms: { readonly control: Arm; readonly treatment: Arm },
  engines: readonly Engine[],
  random: Random,
): Score[] {
  const { unitsPerDay, baseline } = population;
  const known = {
    plannedUnits: 2 * unitsPerDay * LOOKS,
    baseline,
    truth: { difference: lift * baseline, lift },
  };
  const scores: Score[] = engines.map(() => ({ rejected: false, missed: false }));
  let control = NOBODY;
  let treatment = NOBODY;
  for (let day = 1; day <= LOOKS; day++) {
    const toTreatment = binomialFrom(random, 2 * unitsPerDay, 0.5);
    control = together(control, arms.control(random, 2 * unitsPerDay - toTreatment));
    treatment = together(treatment, arms.treatment(random, toTreatment));
    if (!isEnough(control) || !isEnough(treatment)) continue;
    const look = { ...known, control: shown(control), treatment: shown(treatment) };
    engines.forEach((engine, i) => {
      if (engine.read === 'once' && day < LOOKS) return;
      score(scores[i] as Score, engine.find(look));
    });
  }
  return scores;
}

function isEnough({ n, conversions }: Sums): boolean {
  return n >= MINIMUM.units && conversions >= MINIMUM.conversions;
}

function shown(sums: Sums): Look['control'] {
  const pair = pairMomentsFrom(sums);
  return { sums, pair, moments: { n: pair.n, mean: pair.meanY, variance: pair.varianceY } };
}

/** Rejected at any look is rejected for good: the running minimum of p; and missed at any look is missed. */
function score(kept: Score, finding: Finding | null): void {
  if (finding === null) return;
  kept.rejected ||= finding.rejects;
  kept.missed = finding.covers === null ? null : kept.missed === true || !finding.covers;
}
