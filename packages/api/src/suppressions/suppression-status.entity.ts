import { Field, ObjectType } from 'type-graphql';
import { Suppression } from './suppression.entity.js';

@ObjectType({ description: 'Whether a recipient may be written to, as far as suppressions go.' })
export class SuppressionStatus {
  @Field(() => Boolean, { description: 'Whether something forbids it.' })
  isSuppressed!: boolean;

  @Field(() => Suppression, {
    nullable: true,
    description: 'What forbids it: of several the one that weighs most; null where nothing does.',
  })
  decisive!: Suppression | null;

  @Field(() => String, { description: 'The same in a sentence.' })
  sentence!: string;
}
