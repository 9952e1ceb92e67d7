import { type DecisionTaken } from '../decisions/index.js';
import type { Experiment } from '../experiments/index.js';
import type { ExperimentDraft } from '../experiments/experiment.rules.js';
import type { PhaseChange } from '../experiments/phase.rules.js';
import type { Rates } from './shop.js';

/** Recipients who are mailed over some days, and what those of each variant do. Days count from the first of the story. */
export interface Traffic {
  /** The numbers of the customers, `[from, to)`. */
  readonly customers: readonly [from: number, to: number];
  readonly days: readonly [from: number, to: number];
  readonly rates: Readonly<Record<string, Rates>>;
  /** Whether the weeks before are told too, for a covariate. */
  readonly withPast?: boolean;
  /** How many of the held-out recipients, the first ones, the sender shows a variant all the same. */
  readonly heldOutButShown?: number;
  /** A share of the exposures of one variant that nobody reports. */
  readonly unreported?: { readonly variantKey: string; readonly share: number };
}

/** What happens to the experiment of a story, in the order of the days. */
export type Chapter = { readonly day: number } & (
  | { readonly verb: 'create' | 'start' | 'stop' }
  | { readonly verb: 'openPhase'; readonly change: PhaseChange }
  | { readonly verb: 'decide'; readonly decision: DecisionTaken }
  | { readonly verb: 'mail'; readonly traffic: Traffic }
);

export interface Story {
  readonly experiment: ExperimentDraft & { readonly key: string };
  readonly chapters: readonly Chapter[];
}

/** Whether a chapter has been told already, by what the experiment says of itself; mails do not tell. */
export function isTold(chapter: Chapter, experiment: Experiment | null): boolean {
  if (!experiment) return false;
  switch (chapter.verb) {
    case 'create':
      return true;
    case 'start':
      return experiment.startedAt !== null;
    case 'openPhase':
      return experiment.phases.length > 1;
    case 'stop':
      return experiment.stoppedAt !== null;
    case 'decide':
      return experiment.decidedAt !== null;
    case 'mail':
      return false;
    default:
      return chapter satisfies never;
  }
}

/** What is left to tell: what stands before a chapter that was told has been told too. */
export function untold({ chapters }: Story, experiment: Experiment | null): Chapter[] {
  return chapters.slice(1 + chapters.findLastIndex(chapter => isTold(chapter, experiment)));
}
