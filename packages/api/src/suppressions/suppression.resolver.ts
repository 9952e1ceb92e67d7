import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation, FactsMutation } from '../kernel/mutation.js';
import { Purpose } from '../kernel/purpose.js';
import { IngestReceipt } from '../kernel/receipt.js';
import { possibleVerbs } from './change.rules.js';
import { SuppressionStatus } from './suppression-status.entity.js';
import { addSuppression, liftSuppression } from './suppression.commands.js';
import { Suppression } from './suppression.entity.js';
import { suppressAll } from './suppression.facts.js';
import { LiftSuppressionInput, SuppressionFilter, SuppressionInput } from './suppression.inputs.js';
import { type LookUp, suppression, suppressionStatus, suppressions } from './suppression.queries.js';
import { isActive } from './suppression.rules.js';

const SuppressionPage = pageOf(Suppression, 'Suppression');

const lookUpOf = ({ look, recipientId, recordReading, now }: Context): LookUp => ({
  look,
  recipientId,
  recordReading,
  now: now(),
});

@Resolver(() => Suppression)
export class SuppressionResolver {
  @Query(() => SuppressionPage, {
    description:
      'Who must not be written to, newest first. To ask for a recipient is recorded in the audit log.',
  })
  suppressions(
    @Ctx() context: Context,
    @Arg('filter', () => SuppressionFilter, { nullable: true, description: 'Which suppressions.' })
    filter?: SuppressionFilter,
    @Arg('sort', () => [SortInput], { nullable: true, description: 'By AT, CREATED_AT or KIND.' })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Suppressions a page, at most 100.' })
    perPage?: number,
  ) {
    return suppressions(lookUpOf(context), filter ?? {}, { sort, page, perPage });
  }

  @Query(() => Suppression, {
    nullable: true,
    description: 'One suppression; null when there is none of this id.',
  })
  suppression(@Ctx() { look }: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return suppression(look, id);
  }

  @Query(() => SuppressionStatus, {
    description:
      'Whether a recipient must not be written to, and why. When people ask, the audit log says so.',
  })
  suppressionStatus(
    @Ctx() context: Context,
    @Arg('recipientKey', () => String, { description: 'The recipient.' }) recipientKey: string,
    @Arg('brand', () => String, {
      nullable: true,
      description: 'Of which brand the message is; unless given, what suppresses at any brand counts.',
    })
    brand?: string,
    @Arg('purpose', () => Purpose, {
      nullable: true,
      description: 'What it is for; unless given, what suppresses for any purpose counts.',
    })
    purpose?: Purpose,
  ): Promise<SuppressionStatus> {
    const occasion = { brand: brand ?? null, purpose: purpose ?? null };
    return suppressionStatus(lookUpOf(context), { recipientKey, ...occasion });
  }

  @FieldResolver(() => Boolean, { description: 'Whether it holds now: neither lifted nor over.' })
  isActive(@Root() it: Suppression, @Ctx() { now }: Context): boolean {
    return isActive(it, now());
  }

  @FieldResolver(() => [String], {
    description: 'The commands that it allows, for example "suppression.lift".',
  })
  possibleCommands(@Root() it: Suppression, @Ctx() { now }: Context): string[] {
    return possibleVerbs(it, now()).map(verb => `suppression.${verb}`);
  }

  @CommandMutation(
    addSuppression,
    () => Suppression,
    'Suppresses somebody from now on, or for longer than they are already.',
  )
  suppress(
    @Ctx() { change, recipientId }: Context,
    @Arg('input', () => SuppressionInput, { description: 'Whom, and why.' }) claim: SuppressionInput,
    @Arg('note', () => String, {
      nullable: true,
      description: 'What the audit log is to say of it, in 1 to 500 characters. No personal data.',
    })
    note?: string,
  ): Promise<Suppression> {
    return change(addSuppression, { claim, note: note ?? null, recipientId });
  }

  @CommandMutation(
    liftSuppression,
    () => Suppression,
    'Lifts a suppression. An erasure is never lifted, and what the person said only at their own later request.',
  )
  liftSuppression(
    @Ctx() { change }: Context,
    @Arg('input', () => LiftSuppressionInput, { description: 'Which, and why.' }) input: LiftSuppressionInput,
  ): Promise<Suppression> {
    return change(liftSuppression, input);
  }

  @FactsMutation(
    'suppression.record',
    () => IngestReceipt,
    'Suppresses up to 5,000 at once, such as the list of another system. Sent again, it changes nothing but what was lifted.',
  )
  suppressAll(
    @Ctx() { facts, recipientId, now }: Context,
    @Arg('input', () => [SuppressionInput], { description: 'Whom, and why.' }) input: SuppressionInput[],
  ): Promise<IngestReceipt> {
    return suppressAll(facts, { recipientId, now: now() }, input);
  }
}
