import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StandbyKey } from './access/index.js';
import { type PlanRecord, type PlanSources, compilePlan, sourcesIn } from './assignment/index.js';
import { type Seal, SealError, readSealed, sealingKey, writeSealed } from './kernel/sealed-file.js';

/** What assignment goes on from when Probity starts and the database is away. Nothing secret, nothing of recipients. */
export interface Snapshot {
  /** When it was last known to be what the database holds. */
  readonly confirmedAt: Date;
  readonly sources: PlanSources;
  readonly keys: readonly StandbyKey[];
}

interface Recorded {
  readonly database: string;
  readonly planVersion: string;
  readonly confirmedAt: string;
  readonly sources: PlanRecord;
  readonly keys: readonly (Omit<StandbyKey, Instant> & Readonly<Record<Instant, string | null>>)[];
}

type Instant = 'expiresAt' | 'previousExpiresAt';

/** Not 1, which knew nothing of what keys are limited to. */
const FORMAT = 2;

/** The snapshot on disk: signed, so that whoever can write the file still decides nothing. */
export class SnapshotFile {
  readonly path: string;
  private readonly seal: Seal;
  private readonly database: string;

  constructor(dataDirectory: string, pepper: Buffer, databaseUrl: string) {
    this.path = join(dataDirectory, 'plan-snapshot.json');
    this.seal = { key: sealingKey(pepper, 'plan snapshot'), format: FORMAT };
    const { host, pathname } = new URL(databaseUrl);
    this.database = `${host}${pathname}`;
  }

  /**
   * Null where there is none.
   *
   * @throws {SealError} where there is one that cannot be believed
   */
  async read(): Promise<Snapshot | null> {
    const recorded = (await readSealed(this.path, this.seal)) as Recorded | null;
    if (!recorded) return null;
    if (recorded.database !== this.database) throw new SealError('it is of another database');
    const sources = sourcesIn(recorded.sources);
    // The version names the answers: another would mean that this Probity answers differently.
    if (versionOf(sources) !== recorded.planVersion) throw new SealError('it is of another Probity');
    const keys = recorded.keys.map(({ expiresAt, previousExpiresAt, ...key }) => ({
      ...key,
      expiresAt: instantOf(expiresAt),
      previousExpiresAt: instantOf(previousExpiresAt),
    }));
    return { confirmedAt: new Date(recorded.confirmedAt), sources, keys };
  }

  /** @param planVersion of the plan that the sources were compiled to */
  async write(planVersion: string, { confirmedAt, sources, keys }: Snapshot): Promise<void> {
    const recorded = { database: this.database, planVersion, confirmedAt, sources, keys };
    await mkdir(dirname(this.path), { recursive: true });
    await writeSealed(this.path, recorded, this.seal);
  }
}

const instantOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Null where what was recorded cannot be compiled: it lacks what this Probity asks of it. */
function versionOf(sources: PlanSources): string | null {
  try {
    return compilePlan(sources).version;
  } catch {
    return null;
  }
}
