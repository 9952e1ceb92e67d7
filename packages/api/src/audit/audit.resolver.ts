import { Arg, Ctx, Field, ID, InputType, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { DateTime } from '../kernel/scalars.js';
import { AuditEntry } from './audit-entry.entity.js';
import { auditEntries, auditEntry } from './audit.queries.js';

const AuditEntryPage = pageOf(AuditEntry, 'AuditEntry');

@InputType({ description: 'Which entries: all criteria given must hold.' })
class AuditFilter {
  @Field(() => String, {
    nullable: true,
    description: 'The kind of thing changed, for example "Experiment".',
  })
  subjectType?: string;

  @Field(() => ID, { nullable: true, description: 'The id of the thing changed.' })
  subjectId?: string;

  @Field(() => String, { nullable: true, description: 'The name of the thing changed, in full.' })
  subjectKey?: string;

  @Field(() => String, { nullable: true, description: 'Part of the name of the person or key.' })
  actorName?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Part of the command, for example "start" or ".denied".',
  })
  action?: string;

  @Field(() => String, { nullable: true, description: 'ALLOWED, DENIED or FAILED.' })
  outcome?: string;

  @Field(() => DateTime, { nullable: true, description: 'Not before this instant.' })
  from?: Date;

  @Field(() => DateTime, { nullable: true, description: 'Before this instant.' })
  to?: Date;
}

@Resolver()
export class AuditResolver {
  @Query(() => AuditEntryPage, { description: 'The audit log, newest first.' })
  auditEntries(
    @Ctx() { look }: Context,
    @Arg('filter', () => AuditFilter, { nullable: true, description: 'Which entries.' }) filter?: AuditFilter,
    @Arg('sort', () => [SortInput], { nullable: true, description: 'By AT.' }) sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Entries a page, at most 100.' })
    perPage?: number,
  ) {
    return auditEntries(look, filter ?? {}, { sort, page, perPage });
  }

  @Query(() => AuditEntry, { nullable: true, description: 'One entry of the audit log.' })
  auditEntry(
    @Ctx() { look }: Context,
    @Arg('id', () => ID, { description: 'Its id, or its entryId.' }) id: string,
  ) {
    return auditEntry(look, id);
  }
}
