import { Field, InputType } from 'type-graphql';
import { Purpose } from '../kernel/purpose.js';
import { Key } from '../kernel/scalars.js';
import { NoticeMechanism } from './notice.enums.js';

@InputType({ description: 'The next version of a notice.' })
export class PublishNoticeInput {
  @Field(() => Key, { description: 'The notice: a new name begins a new one.' })
  key!: string;

  @Field(() => String, { description: 'The language of the text (BCP 47), for example "de-AT".' })
  locale!: string;

  @Field(() => NoticeMechanism, { description: 'How people answer it.' })
  mechanism!: NoticeMechanism;

  @Field(() => [Purpose], { description: 'What it asks for.' })
  purposes!: Purpose[];

  @Field(() => String, { description: 'The text, as people read it: 1 to 20,000 characters.' })
  text!: string;
}

@InputType({ description: 'Which notices: all criteria given must hold.' })
export class NoticeFilter {
  @Field(() => String, { nullable: true, description: 'Part of the key or text.' })
  q?: string | null;

  @Field(() => [Key], { nullable: true, description: 'Only versions of these.' })
  keys?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only in this language.' })
  locale?: string | null;

  @Field(() => NoticeMechanism, { nullable: true, description: 'Only those that are answered so.' })
  mechanism?: NoticeMechanism | null;
}
