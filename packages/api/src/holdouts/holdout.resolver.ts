import { Arg, Ctx, FieldResolver, Float, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation } from '../kernel/mutation.js';
import { BasisPoints, Key } from '../kernel/scalars.js';
import { HoldoutOutlook } from './holdout-outlook.entity.js';
import { closeHoldout, freezeHoldout, openHoldout, resizeHoldout } from './holdout.commands.js';
import { Holdout } from './holdout.entity.js';
import { HoldoutFilter, OpenHoldoutInput, ResizeHoldoutInput } from './holdout.inputs.js';
import { holdout, holdoutOutlook, holdouts, readableExperiments } from './holdout.queries.js';
import { possibleVerbs } from './holdout.rules.js';
import { outlook } from './outlook.rules.js';

const HoldoutPage = pageOf(Holdout, 'Holdout');
const VERSION = { nullable: true, description: 'The version the caller saw.' };

@Resolver(() => Holdout)
export class HoldoutResolver {
  @Query(() => HoldoutPage, { description: 'The holdouts there are and were.' })
  holdouts(
    @Ctx() { look }: Context,
    @Arg('filter', () => HoldoutFilter, { nullable: true, description: 'Which holdouts.' })
    filter?: HoldoutFilter,
    @Arg('sort', () => [SortInput], { nullable: true, description: 'By KEY, NAME, STATUS or STARTED_AT.' })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Holdouts a page, at most 100.' })
    perPage?: number,
  ) {
    return holdouts(look, filter ?? {}, { sort, page, perPage });
  }

  @Query(() => Holdout, { nullable: true, description: 'One holdout; null when there is none of this key.' })
  holdout(@Ctx() { look }: Context, @Arg('key', () => Key, { description: 'Its key.' }) key: string) {
    return holdout(look, key);
  }

  @Query(() => HoldoutOutlook, { description: 'What a holdout of this size would be able to tell.' })
  holdoutOutlook(
    @Ctx() { look }: Context,
    @Arg('sizeBp', () => BasisPoints, { description: 'The share held out.' }) sizeBp: number,
    @Arg('listSize', () => Int, { description: 'How many recipients the list has.' }) listSize: number,
    @Arg('baseRate', () => Float, { description: 'The share of recipients that converts.' }) baseRate: number,
  ): HoldoutOutlook {
    return holdoutOutlook(look, { sizeBp, listSize, baseRate });
  }

  @FieldResolver()
  experimentKeys(@Root() it: Holdout, @Ctx() { look }: Context): Promise<string[]> | null {
    return it.experimentKeys && readableExperiments(look, it.experimentKeys);
  }

  @FieldResolver(() => HoldoutOutlook, { description: 'What it is able to tell at its present size.' })
  outlook(@Root() it: Holdout): HoldoutOutlook {
    return outlook(it);
  }

  @FieldResolver(() => [String], {
    description: 'The commands that its status allows, for example "holdout.close".',
  })
  possibleCommands(@Root() { status }: Holdout): string[] {
    return possibleVerbs(status).map(verb => `holdout.${verb}`);
  }

  @CommandMutation(openHoldout, () => Holdout, 'Opens a holdout: its members are held out from now on.')
  openHoldout(
    @Ctx() { change }: Context,
    @Arg('input', () => OpenHoldoutInput, { description: 'The holdout.' }) input: OpenHoldoutInput,
  ): Promise<Holdout> {
    return change(openHoldout, input);
  }

  @CommandMutation(
    resizeHoldout,
    () => Holdout,
    'Lets members in or go; everybody else stays where they are.',
  )
  resizeHoldout(
    @Ctx() { change }: Context,
    @Arg('input', () => ResizeHoldoutInput, { description: 'The other size.' }) input: ResizeHoldoutInput,
  ): Promise<Holdout> {
    return change(resizeHoldout, input);
  }

  @CommandMutation(freezeHoldout, () => Holdout, 'Begins the analysis period: the size is fixed.')
  freezeHoldout(
    @Ctx() { change }: Context,
    @Arg('key', () => Key, { description: 'Its key.' }) key: string,
    @Arg('version', () => Int, VERSION) version?: number,
  ): Promise<Holdout> {
    return change(freezeHoldout, { key, version: version ?? null });
  }

  @CommandMutation(closeHoldout, () => Holdout, 'Closes a holdout for good: nobody is held out any more.')
  closeHoldout(
    @Ctx() { change }: Context,
    @Arg('key', () => Key, { description: 'Its key.' }) key: string,
    @Arg('version', () => Int, VERSION) version?: number,
  ): Promise<Holdout> {
    return change(closeHoldout, { key, version: version ?? null });
  }
}
