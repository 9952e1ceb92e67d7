import type { Clock } from '../kernel/clock.js';
import type { Database } from '../kernel/database.js';
import { journal } from '../kernel/sequencing.js';
import { type CheckpointRow, newestCheckpoint, signCheckpoint } from './checkpoint.facts.js';
import { LARGEST_BATCH, sequence, sequenceRestored, sequenceUnhashed } from './leaf.facts.js';
import type { SigningKey } from './signing-key.js';

export interface Kept {
  readonly database: Database;
  readonly signingKey: SigningKey;
  readonly now: Clock;
}

/** Keeps the books of the audit log: order, tree and checkpoints. As many as like may do so at once. */
export class LogKeeper {
  /** Entries of transactions before this one have their place; '0' while that is not known. */
  private horizon = '0';
  private signed: CheckpointRow | null = null;

  /** @param most how many entries get their place in one transaction */
  constructor(
    private readonly kept: Kept,
    private readonly most = LARGEST_BATCH,
  ) {}

  /** Gives every entry its place that can have one. */
  async sequence(): Promise<number> {
    let count = this.horizon === '0' ? await this.sequencePast() : 0;
    if (!(await this.isAnythingNew())) return count;
    for (;;) {
      const { taken, horizon } = await journal(this.kept.database, manager =>
        sequence(manager, this.horizon, this.most),
      );
      count += taken;
      this.horizon = horizon;
      if (taken < this.most) return count;
    }
  }

  /** Signs a checkpoint when it is time, or at once. */
  async checkpoint(isForced = false): Promise<CheckpointRow | null> {
    const { database, signingKey, now } = this.kept;
    if (!isForced && !(await this.isAnythingUnsigned())) return null;
    const { signed } = this;
    const made = await journal(database, manager =>
      signCheckpoint(manager, { signingKey, now: now(), isForced, signed }),
    );
    this.signed = made ?? signed;
    return made;
  }

  /** The checkpoint that covers most. */
  newest(): Promise<CheckpointRow | null> {
    return newestCheckpoint(this.kept.database.reader.manager);
  }

  /** What was written before entries were hashed, or in another server: asked for once, and before all others. */
  private async sequencePast(): Promise<number> {
    const { database } = this.kept;
    let count = 0;
    for (const past of [sequenceUnhashed, sequenceRestored]) {
      let taken: number;
      do {
        taken = await journal(database, manager => past(manager, this.most));
        count += taken;
      } while (taken > 0);
    }
    return count;
  }

  /** Asked without a lock: most of the time there is nothing to do. */
  private async isAnythingNew(): Promise<boolean> {
    if (this.horizon === '0') return true;
    const [row] = await this.kept.database.reader.query<
      [{ isNew: boolean; isFar: boolean; horizon: string }]
    >(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
              pg_snapshot_xmin(pg_current_snapshot()) < $1::xid8 as "isFar",
              exists (select from audit_entries where xid >= $1::xid8
                      and xid < pg_snapshot_xmin(pg_current_snapshot())) as "isNew"`,
      [this.horizon],
    );
    // Another server stands in the place of the one before: nothing is known of it.
    if (row.isFar) this.horizon = '0';
    else if (!row.isNew) this.horizon = row.horizon;
    return row.isFar || row.isNew;
  }

  private async isAnythingUnsigned(): Promise<boolean> {
    const [row] = await this.kept.database.reader.query<[{ isUnsigned: boolean }]>(
      `select coalesce((select max(leaf_index) + 1 from audit_leaves), 0)
              > coalesce((select max(size) from audit_checkpoints), 0) as "isUnsigned"`,
    );
    return row.isUnsigned;
  }
}
