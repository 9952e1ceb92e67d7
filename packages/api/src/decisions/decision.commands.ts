import { Experiment, experimentSubject } from '../experiments/index.js';
import type { Command } from '../kernel/command.js';
import { lock } from '../kernel/lock.js';
import { type ExperimentResults, resultsOf } from '../results/index.js';
import { type DecisionTaken, decide } from './decision.rules.js';

type Input = DecisionTaken & { readonly key: string; readonly version?: number | null };

/** The results are read in the transaction of the decision, so that what is recorded is what was known. */
export const decideExperiment: Command<Input, Experiment, ExperimentResults | null> = {
  name: 'experiment.decide',
  subject: experimentSubject,
  load: (writer, { key, version }) => lock(writer, Experiment, { key }, version),
  consult: ({ manager, now }, experiment) =>
    experiment.phases.length > 0 ? resultsOf(manager, experiment, {}, now) : Promise.resolve(null),
  apply: (experiment, input, { now, actor, evidence }) =>
    decide(experiment, input, { now, decidedBy: actor.name, results: evidence }),
  reason: ({ rationale }) => rationale,
};
