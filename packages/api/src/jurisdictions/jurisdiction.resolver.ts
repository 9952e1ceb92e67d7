import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { CommandMutation } from '../kernel/mutation.js';
import { amendJurisdiction } from './jurisdiction.commands.js';
import { Jurisdiction } from './jurisdiction.entity.js';
import { AmendJurisdictionInput } from './jurisdiction.inputs.js';
import { jurisdiction, jurisdictions, rulesOf } from './jurisdiction.queries.js';

@Resolver(() => Jurisdiction)
export class JurisdictionResolver {
  @Query(() => [Jurisdiction], { description: 'What the law asks for, by jurisdiction. Not legal advice.' })
  jurisdictions(@Ctx() { look }: Context): Promise<Jurisdiction[]> {
    return jurisdictions(look);
  }

  @Query(() => Jurisdiction, {
    description: 'What counts in a region; the strict rule where no other names it. Not legal advice.',
  })
  jurisdiction(
    @Ctx() { look }: Context,
    @Arg('region', () => String, {
      nullable: true,
      description: 'A code of ISO 3166 such as "DE" or "US-CA"; nobody knows unless given.',
    })
    region?: string,
  ): Promise<Jurisdiction> {
    return jurisdiction(look, region);
  }

  @Query(() => [Jurisdiction], { description: 'The rules that a jurisdiction has had, the newest first.' })
  jurisdictionVersions(
    @Ctx() { look }: Context,
    @Arg('key', () => String, { description: 'The jurisdiction, for example "EU".' }) key: string,
  ): Promise<Jurisdiction[]> {
    return rulesOf(look, key);
  }

  @CommandMutation(amendJurisdiction, () => Jurisdiction, 'Amends the rule of a jurisdiction, from now on.')
  amendJurisdiction(
    @Ctx() { change }: Context,
    @Arg('input', () => AmendJurisdictionInput, { description: 'The amendment.' })
    input: AmendJurisdictionInput,
  ): Promise<Jurisdiction> {
    return change(amendJurisdiction, input);
  }
}
