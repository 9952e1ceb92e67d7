import { ALERTS } from '../alerts/index.js';
import { append } from '../kernel/ingest.js';
import { namedId } from '../kernel/ids.js';
import { checkpointsAfter, newestCheckpoint } from './checkpoint.facts.js';
import type { CheckpointPlace } from './checkpoint-place.js';
import type { Kept } from './log-keeper.js';

export interface CopyingLog {
  info(line: string): void;
  error(details: object, line: string): void;
}

const AT_ONCE = 100;

/** Copies every checkpoint to one place outside the database, in order, and tries again what fails. */
export class CheckpointCopies {
  private copied: number | null = null;
  private fault = '';

  constructor(
    private readonly kept: Kept,
    private readonly place: CheckpointPlace,
    private readonly log: CopyingLog,
  ) {}

  /** Copies what is not there yet. A place that fails keeps nothing else from going on. */
  async copy(): Promise<void> {
    try {
      await this.copyAll();
      if (this.fault !== '')
        this.log.info(`checkpoints of the audit log are copied to ${this.place.name} again`);
      this.fault = '';
    } catch (error) {
      const fault = String(error);
      const isNews = this.fault === '';
      if (fault !== this.fault)
        this.log.error({ err: error }, `checkpoints of the audit log cannot be copied to ${this.place.name}`);
      if (isNews) await this.raiseAlert();
      this.fault = fault;
    }
  }

  private async copyAll(): Promise<void> {
    const { manager } = this.kept.database.reader;
    this.copied ??= await this.begin();
    for (;;) {
      const missing = await checkpointsAfter(manager, this.copied, AT_ONCE);
      for (const checkpoint of missing) {
        await this.place.put(checkpoint);
        this.copied = checkpoint.size;
      }
      if (missing.length < AT_ONCE) return;
    }
  }

  /** After which size to begin. Where it cannot be known what is there, the newest is put there again. */
  private async begin(): Promise<number> {
    const newest = (await newestCheckpoint(this.kept.database.reader.manager))?.size ?? 0;
    const there = await this.place.newestSize();
    if (there === null) return Math.max(0, newest - 1);
    if (there <= newest) return there;
    // Not gone over: the log was cut off, or an older state of it was restored.
    throw new Error(`it has a checkpoint of ${there} entries, the audit log only one of ${newest}`);
  }

  private async raiseAlert(): Promise<void> {
    const { database, now } = this.kept;
    const { name } = this.place;
    const alert = {
      kind: 'CHECKPOINT_NOT_COPIED' as const,
      subject_type: 'AuditCheckpoint',
      subject_id: namedId(name),
      subject_key: name,
      market: null,
      opened_at: now(),
      times: 1,
    };
    await append({ database }, ALERTS, [alert]).catch((error: unknown) =>
      this.log.error({ err: error }, 'the alert about checkpoints that are not copied cannot be raised'),
    );
  }
}
