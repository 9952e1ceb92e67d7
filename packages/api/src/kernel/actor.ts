import type { MongoAbility, RawRuleOf } from '@casl/ability';

/** Who asks: a person in a session, a machine with a key, the system itself, or nobody known. */
export interface Actor {
  readonly type: 'USER' | 'KEY' | 'SYSTEM' | 'ANONYMOUS';
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** The keys of the teams of a person. */
  readonly teams?: readonly string[];
  /** The markets that the actor is limited to; null or absent: all. */
  readonly markets?: readonly string[] | null;
  /** The operations that a key is limited to; null or absent: all that its role may. */
  readonly operations?: ReadonlySet<string> | null;
  /** The session of a person, who may have several. */
  readonly sessionId?: string;
  /** When the person last proved who they are. */
  readonly authenticatedAt?: Date | null;
  /** For whom a machine acts, where it is known: whoever made its key. */
  readonly onBehalfOf?: string;
  /** Recognised while the database was away: only the plan answers. */
  readonly isUnconfirmed?: boolean;
}

/** What an actor may do. Asked in two places only: the change door and the look door. */
export type Ability = MongoAbility;

export type Rule = RawRuleOf<Ability>;
