import { Field, ID, InputType, Int } from 'type-graphql';
import { Purpose } from '../kernel/purpose.js';
import { DateTime } from '../kernel/scalars.js';
import { SuppressionReason, SuppressionScope, SuppressionSource } from './suppression.enums.js';

@InputType({ description: 'Somebody who must not be written to.' })
export class SuppressionInput {
  @Field(() => String, { nullable: true, description: 'The recipient; required but for the scope DOMAIN.' })
  recipientKey?: string | null;

  @Field(() => String, { nullable: true, description: 'DOMAIN only, and there required: "example.com".' })
  domain?: string | null;

  @Field(() => SuppressionScope, { nullable: true, description: 'How far it reaches; GLOBAL unless given.' })
  scope?: SuppressionScope | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Which brand, in 1 to 100 characters, small and capital letters alike. Of BRAND, and of PURPOSE.',
  })
  brand?: string | null;

  @Field(() => Purpose, { nullable: true, description: 'PURPOSE only, and there required.' })
  purpose?: Purpose | null;

  @Field(() => SuppressionReason, {
    nullable: true,
    description: 'Why; unless given ROLE_ACCOUNT for the address of an office, and MANUAL for any other.',
  })
  reason?: SuppressionReason | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When what it follows from happened; now unless given.',
  })
  since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; never unless given.' })
  until?: Date | null;
}

@InputType({ description: 'A suppression to lift.' })
export class LiftSuppressionInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'The version the caller saw.' })
  version?: number | null;

  @Field(() => String, {
    description: 'Why, in 1 to 500 characters. It stays in the audit log for good: no personal data.',
  })
  reason!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the person asked for it. Required after a COMPLAINT or an UNSUBSCRIBE, and later than it.',
  })
  requestedAt?: Date | null;
}

@InputType({ description: 'Which suppressions: all criteria given must hold.' })
export class SuppressionFilter {
  @Field(() => String, { nullable: true, description: 'Only those of this recipient, and of their domain.' })
  recipientKey?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of this domain as a whole.' })
  domain?: string | null;

  @Field(() => [SuppressionReason], { nullable: true, description: 'Only for one of these reasons.' })
  reason?: SuppressionReason[] | null;

  @Field(() => SuppressionScope, { nullable: true, description: 'Only of this scope.' })
  scope?: SuppressionScope | null;

  @Field(() => SuppressionSource, { nullable: true, description: 'Only those that came this way.' })
  source?: SuppressionSource | null;

  @Field(() => String, { nullable: true, description: 'Only those of this brand.' })
  brand?: string | null;

  @Field(() => Purpose, { nullable: true, description: 'Only those of this purpose.' })
  purpose?: Purpose | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that hold now, or only those that are over.',
  })
  isActive?: boolean | null;
}
