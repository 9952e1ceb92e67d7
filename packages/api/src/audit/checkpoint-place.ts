import type { CheckpointRow } from './checkpoint.facts.js';

/** A place outside the database that checkpoints are copied to. */
export interface CheckpointPlace {
  /** How it is called where somebody has to be told of it; never with a secret. */
  readonly name: string;
  /** The size of the newest checkpoint that is there; null where that cannot be known. */
  newestSize(): Promise<number | null>;
  /** Puts one there. Told twice it does the same as told once. */
  put(checkpoint: CheckpointRow): Promise<void>;
}
