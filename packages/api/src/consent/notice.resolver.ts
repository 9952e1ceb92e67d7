import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation } from '../kernel/mutation.js';
import { Key } from '../kernel/scalars.js';
import { publishNotice } from './notice.commands.js';
import { ConsentNotice } from './notice.entity.js';
import { NoticeFilter, PublishNoticeInput } from './notice.inputs.js';
import { notice, notices } from './notice.queries.js';

const ConsentNoticePage = pageOf(ConsentNotice, 'ConsentNotice');

@Resolver(() => ConsentNotice)
export class NoticeResolver {
  @Query(() => ConsentNoticePage, { description: 'Every version of every notice.' })
  notices(
    @Ctx() { look }: Context,
    @Arg('filter', () => NoticeFilter, { nullable: true, description: 'Which notices.' })
    filter?: NoticeFilter,
    @Arg('sort', () => [SortInput], {
      nullable: true,
      description: 'By KEY, NAME, which is the language, or CREATED_AT.',
    })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Notices a page, at most 100.' })
    perPage?: number,
  ) {
    return notices(look, filter ?? {}, { sort, page, perPage });
  }

  @Query(() => ConsentNotice, {
    nullable: true,
    description: 'One version of a notice; null when there is none.',
  })
  notice(
    @Ctx() { look }: Context,
    @Arg('key', () => Key, { description: 'Its key.' }) key: string,
    @Arg('noticeVersion', () => Int, { nullable: true, description: 'The newest unless given.' })
    noticeVersion?: number,
  ): Promise<ConsentNotice | null> {
    return notice(look, key, noticeVersion);
  }

  @CommandMutation(publishNotice, () => ConsentNotice, 'Publishes the next version of a notice.')
  publishNotice(
    @Ctx() { change }: Context,
    @Arg('input', () => PublishNoticeInput, { description: 'The notice.' }) input: PublishNoticeInput,
  ): Promise<ConsentNotice> {
    return change(publishNotice, input);
  }
}
