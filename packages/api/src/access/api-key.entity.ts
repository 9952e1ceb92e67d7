import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../kernel/scalars.js';

@Entity('api_keys')
@ObjectType({
  description:
    'A key by which a machine signs its requests. The secret itself is shown once and never stored.',
})
export class ApiKey {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the key, not its secret.' })
  id!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  @Field(() => String, { description: 'What the key is for, in the words of whoever made it.' })
  name!: string;

  @Column('text')
  @Field(() => String, { description: 'The role that the holder of the key acts in.' })
  role!: string;

  @Column('text')
  @Field(() => String, {
    description: 'The first characters of the secret, by which a key found somewhere is recognised.',
  })
  prefix!: string;

  @Column('text')
  secretHash!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When the key was made.' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the key stops working by itself; null for never.',
  })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the key was revoked; null while it works.' })
  revokedAt!: Date | null;
}
