import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Purpose } from '../kernel/purpose.js';
import { ConsentDecision, ConsentDecisionBatch } from './consent-decision.entity.js';
import { askConsent, askConsents } from './consent-decision.queries.js';

const PURPOSE = { description: 'For what.' };
const CHANNEL = { nullable: true, description: 'In which channel. Not told: a no in any channel counts.' };
const BRAND = { nullable: true, description: 'By which brand. Not told: a no to any brand counts.' };
const REGION = {
  nullable: true,
  description: 'Where the recipient is: "DE", "US-CA" (ISO 3166). Not told: the strict rule counts.',
};

@Resolver()
export class ConsentDecisionResolver {
  @Query(() => ConsentDecision, {
    description: 'Whether data of one recipient may be used for a purpose, and why. Not legal advice.',
  })
  consentDecision(
    @Ctx() { look, recipientId, now }: Context,
    @Arg('recipientKey', () => String, { description: 'A customer id or an address.' }) recipientKey: string,
    @Arg('purpose', () => Purpose, PURPOSE) purpose: Purpose,
    @Arg('channel', () => String, CHANNEL) channel?: string,
    @Arg('brand', () => String, BRAND) brand?: string,
    @Arg('region', () => String, REGION) region?: string,
  ): Promise<ConsentDecision> {
    const question = { purpose, channel, brand, region };
    return askConsent({ look, recipientId, now: now() }, recipientKey, question);
  }

  @Query(() => ConsentDecisionBatch, {
    description: 'Whether data of up to 10,000 recipients may be used for a purpose, and why.',
  })
  consentDecisions(
    @Ctx() { look, recipientId, now }: Context,
    @Arg('recipientKeys', () => [String], { description: 'Customer ids or addresses.' })
    recipientKeys: string[],
    @Arg('purpose', () => Purpose, PURPOSE) purpose: Purpose,
    @Arg('channel', () => String, CHANNEL) channel?: string,
    @Arg('brand', () => String, BRAND) brand?: string,
    @Arg('region', () => String, REGION) region?: string,
  ): Promise<ConsentDecisionBatch> {
    const question = { purpose, channel, brand, region };
    return askConsents({ look, recipientId, now: now() }, recipientKeys, question);
  }
}
