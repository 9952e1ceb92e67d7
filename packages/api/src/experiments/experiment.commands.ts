import type { Command, SubjectType, Writer } from '../kernel/command.js';
import { contentHash } from '../kernel/content-hash.js';
import { newId, newSeed } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import { metricsByKey } from '../metrics/index.js';
import { metricsOf } from './design.rules.js';
import { Experiment } from './experiment.entity.js';
import { type ExperimentDraft, type KnownMetrics, amend, archive, draft } from './experiment.rules.js';
import { foundLayer } from './layer-range.queries.js';
import { type FoundLayer, placed } from './layer-range.rules.js';
import { type PhaseChange, openPhase, pause, resume, start, stop } from './phase.rules.js';

export const experimentSubject: SubjectType<Experiment> = {
  name: 'Experiment',
  entity: Experiment,
  keyOf: ({ key }) => key,
  auditView: experiment => experiment,
};

/** Which experiment, and which version of it the caller saw. */
export interface Named {
  readonly key: string;
  readonly version?: number | null;
}

const find = (writer: Writer, { key, version }: Named) => lock(writer, Experiment, { key }, version);

const metricsIn = (
  { manager }: Writer,
  { design }: Pick<ExperimentDraft, 'design'>,
): Promise<KnownMetrics> => (design ? metricsByKey(manager, metricsOf(design)) : Promise.resolve(new Map()));

/** What a draft refers to, as it is. */
interface Surroundings {
  readonly metrics: KnownMetrics;
  readonly layer: FoundLayer | null;
}

const around = async (writer: Writer, input: ExperimentDraft): Promise<Surroundings> => ({
  metrics: await metricsIn(writer, input),
  layer: await foundLayer(writer, input.layerKey),
});

const verb = <Input extends Named>(
  name: `experiment.${string}`,
  apply: Command<Input, Experiment>['apply'],
): Command<Input, Experiment> => ({ name, subject: experimentSubject, load: find, apply });

/** What makes it this experiment and no other. Id and seed are new unless given, and GraphQL cannot give them. */
export interface Identity {
  readonly key: string;
  readonly id?: string;
  /** Decides who gets which variant: given only where a story must come out the same again. */
  readonly seed?: string;
}

export const createExperiment: Command<ExperimentDraft & Identity, Experiment, Surroundings> = {
  name: 'experiment.create',
  subject: experimentSubject,
  load: async (_writer, { key, id = newId(), seed = newSeed() }) =>
    Object.assign(new Experiment(), { id, key, seed, version: 0 }),
  consult: (writer, _blank, input) => around(writer, input),
  apply: (blank, input, { now, evidence: { metrics, layer } }) =>
    placed(draft(blank, input, metrics, now), input, layer),
};

export const amendExperiment: Command<ExperimentDraft & Named, Experiment, Surroundings> = {
  name: 'experiment.amend',
  subject: experimentSubject,
  load: find,
  consult: (writer, _before, input) => around(writer, input),
  apply: (experiment, input, { evidence: { metrics, layer } }) =>
    placed(amend(experiment, input, metrics), input, layer, experiment),
};

export const startExperiment: Command<Named, Experiment, KnownMetrics> = {
  name: 'experiment.start',
  subject: experimentSubject,
  load: find,
  consult: (writer, experiment) => metricsIn(writer, experiment),
  apply: (experiment, _input, { now, evidence }) =>
    start(experiment, { known: evidence, now, hash: contentHash }),
};

export const pauseExperiment = verb<Named>('experiment.pause', (it, _input, { now }) => pause(it, now));
export const resumeExperiment = verb<Named>('experiment.resume', it => resume(it));
export const stopExperiment = verb<Named>('experiment.stop', (it, _input, { now }) => stop(it, now));
export const archiveExperiment = verb<Named>('experiment.archive', (it, _input, { now }) => archive(it, now));

export const openExperimentPhase: Command<PhaseChange & Named, Experiment, FoundLayer | null> = {
  name: 'experiment.openPhase',
  subject: experimentSubject,
  load: find,
  consult: async (writer, { layerKey }, { layerRange }) => (layerRange ? foundLayer(writer, layerKey) : null),
  apply: (experiment, input, { now, evidence }) => openPhase(experiment, input, now, evidence?.shares),
  reason: ({ reason }) => reason,
};
