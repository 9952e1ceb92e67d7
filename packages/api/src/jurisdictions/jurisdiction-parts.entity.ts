import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Purpose } from '../kernel/purpose.js';
import { DateTime } from '../kernel/scalars.js';
import { DeadlineKind, DeadlineUnit, LegalBasis } from './jurisdiction.enums.js';

@InputType('PurposeBasisInput', { description: 'What is to be asked for before data is used for a purpose.' })
@ObjectType({ description: 'What a region asks for before data is used for a purpose.' })
export class PurposeBasis {
  @Field(() => Purpose, { description: 'The purpose.' })
  purpose!: Purpose;

  @Field(() => LegalBasis, { description: 'What has to be there.' })
  basis!: LegalBasis;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many months a consent counts; null where it does not expire.',
  })
  consentMonths?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'SOFT_OPT_IN and IMPLIED: for how many months a purchase counts; null without an end.',
  })
  customerMonths?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'IMPLIED only: for how many months an inquiry counts; null where it does not.',
  })
  inquiryMonths?: number | null;
}

@InputType('DeadlineInput', { description: 'How long something may take.' })
@ObjectType({ description: 'How long something may take.' })
export class Deadline {
  @Field(() => DeadlineKind, { description: 'What.' })
  kind!: DeadlineKind;

  @Field(() => Int, { description: 'How long.' })
  amount!: number;

  @Field(() => DeadlineUnit, { description: 'Counted in what.' })
  unit!: DeadlineUnit;

  @Field(() => Int, { nullable: true, description: 'How much longer with a reason; null for no longer.' })
  extension?: number | null;
}

@InputType('LawSourceInput', { description: 'Where a rule is taken from.' })
@ObjectType({ description: 'Where a rule is taken from.' })
export class LawSource {
  @Field(() => String, { description: 'What says so.' })
  citation!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When somebody last compared the rule with it; null for never.',
  })
  checkedAt?: string | Date | null;
}
