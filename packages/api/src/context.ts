import type { Actor } from './kernel/actor.js';
import type { Clock } from './kernel/clock.js';
import type { Command, Governed } from './kernel/command.js';
import type { Facts } from './kernel/ingest.js';
import type { Look } from './kernel/query.js';
import type { RecipientId } from './kernel/recipient.js';
import type { Plans } from './assignment/index.js';

/** What a resolver is handed: who asks, the three doors, and the two things of the hot path. */
export interface Context {
  readonly actor: Actor;
  readonly requestId: string;
  /** Door 1: state changes, one command at a time. */
  readonly change: <Input, Subject extends Governed, Evidence>(
    command: Command<Input, Subject, Evidence>,
    input: Input,
  ) => Promise<Subject>;
  /** Door 2: a read-only connection. */
  readonly look: Look;
  /** Door 3: append-only facts. */
  readonly facts: Facts;
  readonly plans: Plans;
  readonly recipientId: RecipientId;
  readonly now: Clock;
  readonly session: SessionCookie;
}

/** The cookie of the caller's session. */
export interface SessionCookie {
  begin(secret: string, expiresAt: Date | null): void;
  end(): void;
}
