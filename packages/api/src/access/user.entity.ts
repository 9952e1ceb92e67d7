import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, Key } from '../kernel/scalars.js';
import { UserStatus } from './user.enums.js';

/** Read by the role that writes alone, and asked for by name. */
const SECRET = { nullable: true, select: false } as const;

@Entity('users')
@ObjectType({ description: 'A person who may sign in.' })
export class User {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the person.' })
  id!: string;

  @Column('integer')
  @Field(() => Int, {
    description: 'Grows by one with every change; send it back to be told of changes in between.',
  })
  version!: number;

  @Column('text')
  @Field(() => String, { description: 'The e-mail address, by which the person signs in.' })
  email!: string;

  @Column('text')
  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Column('text')
  @Field(() => UserStatus, { description: 'Whether the person can sign in.' })
  status!: `${UserStatus}`;

  @Column('text', { array: true })
  @Field(() => [String], { description: 'The roles that the person acts in.' })
  roles!: string[];

  @Column('text', { array: true })
  @Field(() => [Key], { description: 'The keys of the teams that the person is in.' })
  teams!: string[];

  /** Sessions that were begun in another epoch are over. */
  @Column('integer')
  sessionEpoch!: number;

  @Column('text', SECRET)
  passwordHash!: string | null;

  @Column('timestamptz', { nullable: true })
  passwordSetAt!: Date | null;

  /** Encrypted; it counts once it is confirmed. */
  @Column('text', SECRET)
  totpSecret!: string | null;

  @Column('timestamptz', { nullable: true })
  totpConfirmedAt!: Date | null;

  /** Hashes. Which of them were used is told by facts. */
  @Column('text', { array: true, select: false })
  recoveryCodes!: string[];

  @Column('text', { nullable: true })
  oidcIssuer!: string | null;

  @Column('text', { nullable: true })
  oidcSubject!: string | null;

  @Column('text', SECRET)
  invitationHash!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the invitation can be accepted; null where there is none.',
  })
  invitationExpiresAt!: Date | null;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When the person was first invited.' })
  invitedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the invitation was accepted.' })
  acceptedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the person was disabled.' })
  disabledAt!: Date | null;
}
