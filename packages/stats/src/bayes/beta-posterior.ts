import { betaTails } from '../distributions/incomplete-beta.js';
import type { Tails } from '../distributions/tails.js';
import { requireCount } from '../domain.js';
import type { IntegralRange } from './log-concave-integral.js';
import type { Proportion } from '../comparison/proportions.js';

/** What was believed of every rate beforehand: successes and failures already seen, as it were. */
export interface BetaPrior {
  /** In [0.1, 1e12], default 1. */
  readonly priorAlpha?: number | undefined;
  /** In [0.1, 1e12], default 1. */
  readonly priorBeta?: number | undefined;
}

/** The posterior of one rate, with both tails at a logit. */
export interface BetaPosterior {
  readonly a: number;
  readonly b: number;
  readonly centre: number;
  readonly tailsAt: (logit: number) => Tails;
}

/** The posterior of one arm, refused by its name where the arm is impossible. */
export function betaPosterior(name: string, arm: Proportion, prior: BetaPrior): BetaPosterior {
  const { priorAlpha = 1, priorBeta = 1 } = prior;
  requirePrior('priorAlpha', priorAlpha);
  requirePrior('priorBeta', priorBeta);
  requireCount(`${name}.successes`, arm.successes);
  requireCount(`${name}.trials`, arm.trials);
  if (arm.successes > arm.trials) throw new RangeError(`${name}.successes must not exceed ${name}.trials`);
  const a = priorAlpha + arm.successes;
  const b = priorBeta + (arm.trials - arm.successes);
  const tailsAt = (logit: number) => betaTails(a, b, 1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit)));
  return { a, b, centre: Math.log(a / b), tailsAt };
}

/** A prior below 0.1 puts mass on rates that no double can hold; beside one of 1e12 no data count. */
function requirePrior(name: string, value: number): void {
  if (!(value >= 0.1 && value <= 1e12)) {
    throw new RangeError(`${name} must be in [0.1, 1e12], got ${value}`);
  }
}

/** Densities and tails are log-concave in the logit, and their products peak near a centre, or at 0. */
export function logitRange(posteriors: readonly BetaPosterior[]): IntegralRange {
  const centres = posteriors.map(({ centre }) => centre);
  return { peak: [Math.min(0, ...centres) - 50, Math.max(0, ...centres) + 50], support: [-700, 700] };
}
