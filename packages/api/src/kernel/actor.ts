import type { MongoAbility, RawRuleOf } from '@casl/ability';

/** Who asks: a person in a session, a machine with a key, the system itself, or nobody known. */
export interface Actor {
  readonly type: 'USER' | 'KEY' | 'SYSTEM' | 'ANONYMOUS';
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Recognised while the database was away: only the plan answers. */
  readonly isUnconfirmed?: boolean;
}

/** What an actor may do. Asked in two places only: the change door and the look door. */
export type Ability = MongoAbility;

export type Rule = RawRuleOf<Ability>;
