import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stay of one person: offered by a one-time link, opened by following it, ended by signing out. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** Who is meant by the link. */
  @Column('text')
  personName!: string;

  @Column('text', { array: true })
  roles!: string[];

  @Column('text')
  linkHash!: string;

  @Column('timestamptz')
  linkExpiresAt!: Date;

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
}
