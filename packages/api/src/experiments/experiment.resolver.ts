import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { Command } from '../kernel/command.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation } from '../kernel/mutation.js';
import { Key } from '../kernel/scalars.js';
import {
  amendExperiment,
  archiveExperiment,
  createExperiment,
  openExperimentPhase,
  pauseExperiment,
  resumeExperiment,
  startExperiment,
  stopExperiment,
} from './experiment.commands.js';
import { Experiment } from './experiment.entity.js';
import {
  AmendExperimentInput,
  CreateExperimentInput,
  ExperimentFilter,
  OpenExperimentPhaseInput,
} from './experiment.inputs.js';
import { experiment, experiments } from './experiment.queries.js';
import { possibleVerbs } from './experiment.rules.js';
import { LayerRange } from './layer-range.entity.js';
import { rangeOf } from './layer-range.rules.js';

const ExperimentPage = pageOf(Experiment, 'Experiment');
const WHICH = { description: 'Which experiment.' };
const VERSION = {
  nullable: true,
  description: 'The version the caller saw; CONFLICT if it is not the latest.',
};
const returns = () => Experiment;

@Resolver(() => Experiment)
export class ExperimentResolver {
  @Query(() => ExperimentPage, { description: 'The experiments.' })
  experiments(
    @Ctx() { look }: Context,
    @Arg('filter', () => ExperimentFilter, { nullable: true, description: 'Which experiments.' })
    filter?: ExperimentFilter,
    @Arg('sort', () => [SortInput], {
      nullable: true,
      description: 'By KEY, NAME, STATUS, CREATED_AT or STARTED_AT.',
    })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Experiments a page, at most 100.' })
    perPage?: number,
  ) {
    return experiments(look, filter ?? {}, { sort, page, perPage });
  }

  @Query(returns, { nullable: true, description: 'One experiment; null when there is none of this key.' })
  experiment(@Ctx() { look }: Context, @Arg('key', () => Key, WHICH) key: string) {
    return experiment(look, key);
  }

  @FieldResolver(() => [String], {
    description: 'The commands that its status allows, for example "experiment.start".',
  })
  possibleCommands(@Root() { status }: Experiment): string[] {
    return possibleVerbs(status).map(verb => `experiment.${verb}`);
  }

  @FieldResolver(() => LayerRange, {
    nullable: true,
    description: 'The buckets of the layer that it has to itself; null where it is in none.',
  })
  layerRange(@Root() it: Experiment): LayerRange | null {
    return rangeOf(it);
  }

  @CommandMutation(createExperiment, returns, 'Creates an experiment as a draft.')
  createExperiment(
    @Ctx() { change }: Context,
    @Arg('input', () => CreateExperimentInput, { description: 'The draft.' }) input: CreateExperimentInput,
  ): Promise<Experiment> {
    return change(createExperiment, input);
  }

  @CommandMutation(amendExperiment, returns, 'Replaces the content of a draft.')
  amendExperiment(
    @Ctx() { change }: Context,
    @Arg('input', () => AmendExperimentInput, { description: 'The content from now on.' })
    input: AmendExperimentInput,
  ): Promise<Experiment> {
    return change(amendExperiment, input);
  }

  @CommandMutation(
    openExperimentPhase,
    returns,
    'Changes weights, allocation, targeting or range by opening a new phase.',
  )
  openExperimentPhase(
    @Ctx() { change }: Context,
    @Arg('input', () => OpenExperimentPhaseInput, { description: 'What changes.' })
    input: OpenExperimentPhaseInput,
  ): Promise<Experiment> {
    return change(openExperimentPhase, input);
  }

  @CommandMutation(
    startExperiment,
    returns,
    'Starts a draft: the design is locked and hashed, assignment begins.',
  )
  startExperiment(
    @Ctx() context: Context,
    @Arg('key', () => Key, WHICH) key: string,
    @Arg('version', () => Int, VERSION) version?: number,
  ) {
    return named(context, startExperiment, key, version);
  }

  @CommandMutation(pauseExperiment, returns, 'Pauses: nobody is assigned until it is resumed.')
  pauseExperiment(
    @Ctx() context: Context,
    @Arg('key', () => Key, WHICH) key: string,
    @Arg('version', () => Int, VERSION) version?: number,
  ) {
    return named(context, pauseExperiment, key, version);
  }

  @CommandMutation(resumeExperiment, returns, 'Resumes what was paused, in the same phase.')
  resumeExperiment(
    @Ctx() context: Context,
    @Arg('key', () => Key, WHICH) key: string,
    @Arg('version', () => Int, VERSION) version?: number,
  ) {
    return named(context, resumeExperiment, key, version);
  }

  @CommandMutation(stopExperiment, returns, 'Stops for good: nobody is assigned, late outcomes still count.')
  stopExperiment(
    @Ctx() context: Context,
    @Arg('key', () => Key, WHICH) key: string,
    @Arg('version', () => Int, VERSION) version?: number,
  ) {
    return named(context, stopExperiment, key, version);
  }

  @CommandMutation(archiveExperiment, returns, 'Puts an experiment away; it is kept for the record.')
  archiveExperiment(
    @Ctx() context: Context,
    @Arg('key', () => Key, WHICH) key: string,
    @Arg('version', () => Int, VERSION) version?: number,
  ) {
    return named(context, archiveExperiment, key, version);
  }
}

type ByKey = Command<{ key: string; version?: number | null }, Experiment, never>;

const named = ({ change }: Context, command: unknown, key: string, version?: number): Promise<Experiment> =>
  change(command as ByKey, { key, version: version ?? null });
