import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stay of one person: offered by a one-time link and opened by following it, or begun by signing in. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** Who is meant by the link, or signed in. */
  @Column('text')
  personName!: string;

  @Column('text', { array: true })
  roles!: string[];

  /** Null where the session was begun without a link. */
  @Column('text', { nullable: true })
  linkHash!: string | null;

  @Column('timestamptz', { nullable: true })
  linkExpiresAt!: Date | null;

  /** Hash of the cookie's secret; null until the link was followed. */
  @Column('text', { nullable: true })
  cookieHash!: string | null;

  @Column('timestamptz')
  offeredAt!: Date;

  @Column('timestamptz', { nullable: true })
  openedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  /** Whose it is; null for that of a link of the operator. */
  @Column('uuid', { nullable: true })
  userId!: string | null;

  /** The epoch of the user that it was begun in, or confirmed in: in another it is over. */
  @Column('integer', { nullable: true })
  userEpoch!: number | null;

  /** When the person last proved who they are. */
  @Column('timestamptz', { nullable: true })
  authenticatedAt!: Date | null;
}
