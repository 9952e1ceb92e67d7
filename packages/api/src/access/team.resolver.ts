import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation } from '../kernel/mutation.js';
import { Key } from '../kernel/scalars.js';
import { amendTeam, archiveTeam, defineTeam } from './team.commands.js';
import { Team } from './team.entity.js';
import { AmendTeamInput, DefineTeamInput, TeamFilter } from './team.inputs.js';
import { team, teams } from './team.queries.js';

const TeamPage = pageOf(Team, 'Team');

@Resolver(() => Team)
export class TeamResolver {
  @Query(() => TeamPage, { description: 'The teams there are and were.' })
  teams(
    @Ctx() { look }: Context,
    @Arg('filter', () => TeamFilter, { nullable: true, description: 'Which teams.' }) filter?: TeamFilter,
    @Arg('sort', () => [SortInput], { nullable: true, description: 'By KEY, NAME or CREATED_AT.' })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Teams a page, at most 100.' })
    perPage?: number,
  ) {
    return teams(look, filter ?? {}, { sort, page, perPage });
  }

  @Query(() => Team, { nullable: true, description: 'One team; null when there is none of this key.' })
  team(@Ctx() { look }: Context, @Arg('key', () => Key, { description: 'Its key.' }) key: string) {
    return team(look, key);
  }

  @CommandMutation(defineTeam, () => Team, 'Defines a team; people are put into it by amending them.')
  defineTeam(
    @Ctx() { change }: Context,
    @Arg('input', () => DefineTeamInput, { description: 'The team.' }) input: DefineTeamInput,
  ): Promise<Team> {
    return change(defineTeam, { key: input.key, name: input.name, markets: input.markets });
  }

  @CommandMutation(
    amendTeam,
    () => Team,
    'Changes the name or the markets of a team; counts for its members within 5 seconds.',
  )
  amendTeam(
    @Ctx() { change }: Context,
    @Arg('input', () => AmendTeamInput, { description: 'The content from now on.' }) input: AmendTeamInput,
  ): Promise<Team> {
    return change(amendTeam, input);
  }

  @CommandMutation(archiveTeam, () => Team, 'Puts a team away; refused while somebody is in it.')
  archiveTeam(
    @Ctx() { change }: Context,
    @Arg('key', () => Key, { description: 'Its key.' }) key: string,
    @Arg('version', () => Int, { nullable: true, description: 'The version the caller saw.' })
    version?: number,
  ): Promise<Team> {
    return change(archiveTeam, { key, version: version ?? null });
  }
}
