import type { ExperimentWholeFragment } from '../generated/graphql';

export type Experiment = ExperimentWholeFragment;
export type Design = NonNullable<Experiment['design']>;
export type Variant = Experiment['variants'][number];

export const METHOD_WORDS: Readonly<
  Record<Design['method'], { readonly name: string; readonly says: string }>
> = {
  SEQUENTIAL: {
    name: 'Sequential',
    says: 'Look whenever you like: the interval stays valid however often it is looked at.',
  },
  FIXED: {
    name: 'Fixed size',
    says: 'Looked at once, when the planned number of recipients is reached. Narrower, but early looks do not count.',
  },
  BAYESIAN: {
    name: 'Bayesian',
    says: 'Gives the chance that a variant is better. Looking early and stopping on a good day inflates it.',
  },
};

export const CORRECTION_WORDS: Readonly<Record<Design['correction'], string>> = {
  HOLM: 'Holm: bounds the chance of any false positive',
  BENJAMINI_HOCHBERG: 'Benjamini-Hochberg: bounds the share of false positives',
  NONE: 'None',
};

export const OUTCOME_WORDS = {
  SHIP: 'Ship a variant',
  ROLL_BACK: 'Keep the control',
  INCONCLUSIVE: 'The question stays open',
} as const;
