import { Arg, Ctx, Field, InputType, Int, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { DecisionOutcome, Experiment } from '../experiments/index.js';
import { CommandMutation } from '../kernel/mutation.js';
import { Key } from '../kernel/scalars.js';
import { decideExperiment } from './decision.commands.js';

@InputType({ description: 'What follows from an experiment that was stopped.' })
class DecideExperimentInput {
  @Field(() => Key, { description: 'Which experiment.' })
  key!: string;

  @Field(() => Int, { nullable: true, description: 'The version the caller saw.' })
  version?: number | null;

  @Field(() => DecisionOutcome, { description: 'What follows.' })
  outcome!: DecisionOutcome;

  @Field(() => Key, {
    nullable: true,
    description: 'The variant shipped; with SHIP only, and there required.',
  })
  variantKey?: string | null;

  @Field(() => String, { description: 'Why; kept with the experiment and in the audit log.' })
  rationale!: string;
}

@Resolver()
export class DecisionResolver {
  @CommandMutation(
    decideExperiment,
    () => Experiment,
    'Records the decision, beside what the data recommended.',
  )
  decideExperiment(
    @Ctx() { change }: Context,
    @Arg('input', () => DecideExperimentInput, { description: 'The decision.' }) input: DecideExperimentInput,
  ): Promise<Experiment> {
    return change(decideExperiment, input);
  }
}
