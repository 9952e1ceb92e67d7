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

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description: 'The operations that the key may use; null for all that its role may.',
  })
  operations!: string[] | null;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description: 'The markets that the key is for; null for all.',
  })
  markets!: string[] | null;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description: 'The networks that the key may be used from, as CIDR; null for all.',
  })
  addresses!: string[] | null;

  @Column('text', { nullable: true })
  @Field(() => ID, {
    nullable: true,
    description:
      'For whom the key acts: the person who made it; null where whoever operates the machine did, or nobody has noted it.',
  })
  onBehalfOf!: string | null;

  @Column('text')
  @Field(() => String, {
    description: 'The first characters of the secret, by which a key found somewhere is recognised.',
  })
  prefix!: string;

  /** Read by no list and no screen: the role that reads may not see it. */
  @Column('text', { select: false })
  secretHash!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When the key was made.' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the key stops working by itself; null for never, which only keys of old have.',
  })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the key was revoked; null while it works.' })
  revokedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the key last got another secret; null if never.',
  })
  rotatedAt!: Date | null;

  @Column('text', { nullable: true, select: false })
  previousSecretHash!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the secret before the last rotation works as well; null where there is none.',
  })
  previousExpiresAt!: Date | null;
}
