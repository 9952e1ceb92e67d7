import type { KeyObject } from 'node:crypto';
import type { Actor } from './kernel/actor.js';
import type { Clock } from './kernel/clock.js';
import type { Command, Governed } from './kernel/command.js';
import type { Facts } from './kernel/ingest.js';
import type { Origin } from './kernel/origin.js';
import type { Look } from './kernel/query.js';
import type { Reading } from './kernel/reading.js';
import type { RecipientId } from './kernel/recipient.js';
import type { Strongbox } from './kernel/strongbox.js';
import type { Plans } from './assignment/index.js';

/** What a resolver is handed: who asks, the three doors, and the two things of the hot path. */
export interface Context {
  readonly actor: Actor;
  readonly requestId: string;
  /** Where the request comes from, as the audit log tells it. */
  readonly origin: Origin;
  /** Door 1: state changes, one command at a time. */
  readonly change: <Input, Subject extends Governed, Evidence>(
    command: Command<Input, Subject, Evidence>,
    input: Input,
  ) => Promise<Subject>;
  /** Door 2: a read-only connection. */
  readonly look: Look;
  /** Writes to the audit log that something is shown or taken away, before it is. */
  readonly recordReading: (reading: Reading) => Promise<void>;
  /** Door 3: append-only facts. */
  readonly facts: Facts;
  readonly plans: Plans;
  readonly recipientId: RecipientId;
  readonly now: Clock;
  readonly session: SessionCookie;
  /** The word in the text of API keys that tells those of one installation from those of another. */
  readonly environment: string;
  /** By which checkpoints of the audit log are verified. */
  readonly verifyingKey: KeyObject;
  /** What is kept in the database is locked in it, so that the database alone gives nothing away. */
  readonly strongbox: Strongbox;
}

/** The cookie of the caller's session. */
export interface SessionCookie {
  begin(secret: string, expiresAt: Date | null): void;
  /** Forgets what is believed of sessions, so that what has changed counts at once. */
  renew(): void;
  end(): void;
}
