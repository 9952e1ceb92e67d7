import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { JSONObject } from '../kernel/scalars.js';
import { ConsentEvent } from './consent-event.entity.js';
import { consentEvidence, consentHistory } from './consent-history.queries.js';

const ConsentEventPage = pageOf(ConsentEvent, 'ConsentEvent');
const RECIPIENT = { description: 'A customer id or an address.' };

@Resolver()
export class ConsentHistoryResolver {
  @Query(() => ConsentEventPage, {
    description:
      'What one recipient said and when, newest first. That it was read is recorded in the audit log.',
  })
  consentHistory(
    @Ctx() context: Context,
    @Arg('recipientKey', () => String, RECIPIENT) recipientKey: string,
    @Arg('sort', () => [SortInput], {
      nullable: true,
      description: 'By AT, when it happened, or CREATED_AT, when Probity was told.',
    })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Events a page, at most 100.' })
    perPage?: number,
  ) {
    return consentHistory(context, recipientKey, { sort, page, perPage });
  }

  @Query(() => JSONObject, {
    description: 'What proves an event. That it was opened, and why, is recorded in the audit log.',
  })
  consentEvidence(
    @Ctx() context: Context,
    @Arg('recipientKey', () => String, RECIPIENT) recipientKey: string,
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('reason', () => String, { description: 'Why it is opened.' }) reason: string,
  ): Promise<Record<string, unknown>> {
    return consentEvidence(context, { recipientKey, eventId, reason });
  }
}
