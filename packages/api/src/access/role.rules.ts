import type { Actor, Rule } from '../kernel/actor.js';

/** People's roles first, machines' last. */
export const ROLES = [
  'viewer',
  'analyst',
  'experimenter',
  'administrator',
  'auditor',
  'model',
  'esp',
  'sdk',
] as const;

export type Role = (typeof ROLES)[number];

export const isRole = (value: string): value is Role => (ROLES as readonly string[]).includes(value);

/** "<Subject>: verbs". What is not listed is not allowed. */
type Grants = Readonly<Record<string, readonly string[]>>;

const READ: Grants = {
  Experiment: ['read'],
  Metric: ['read'],
  Results: ['read'],
  Holdout: ['read'],
  Layer: ['read'],
  Alert: ['read'],
};
const OWN_SESSION: Grants = { Session: ['end'] };
const ASK: Grants = { Assignment: ['ask'] };
const RECORD_FACTS: Grants = { Exposure: ['record'], Outcome: ['record'] };
/** What is in the hands of everybody who loads a page: the running experiments, and nothing of anybody. */
const READ_PAYLOAD: Grants = { Payload: ['read'] };
const READ_AUDIT: Grants = { AuditEntry: ['read'] };
const METRICS: Grants = { Metric: ['define', 'retire'] };
const EXPERIMENTS: Grants = {
  Experiment: ['create', 'amend', 'start', 'pause', 'resume', 'openPhase', 'stop', 'decide', 'archive'],
};
const HOLDOUTS: Grants = { Holdout: ['open', 'resize', 'freeze', 'close'] };
const LAYERS: Grants = { Layer: ['define', 'archive'] };
const KEYS: Grants = { ApiKey: ['read', 'create', 'revoke'] };

const GRANTS: Readonly<Record<Role, readonly Grants[]>> = {
  viewer: [READ, OWN_SESSION],
  analyst: [READ, OWN_SESSION, READ_AUDIT, METRICS, ASK],
  experimenter: [READ, OWN_SESSION, READ_AUDIT, METRICS, EXPERIMENTS, HOLDOUTS, LAYERS, ASK, RECORD_FACTS],
  administrator: [
    READ,
    OWN_SESSION,
    READ_AUDIT,
    METRICS,
    EXPERIMENTS,
    HOLDOUTS,
    LAYERS,
    ASK,
    RECORD_FACTS,
    KEYS,
  ],
  auditor: [READ, OWN_SESSION, READ_AUDIT],
  model: [ASK, RECORD_FACTS],
  esp: [ASK, RECORD_FACTS],
  sdk: [READ_PAYLOAD],
};

/** Whoever operates the machine: makes the first keys and sign-in links, and tells the demo's story. */
const SYSTEM: readonly Grants[] = [...GRANTS.administrator, { Session: ['offer'] }];

/** Nobody known: may turn a one-time link into a session, and nothing else. */
const ANYBODY: readonly Grants[] = [{ Session: ['open'] }];

/** What an actor may do, as CASL rules. Pure; an unknown role grants nothing. */
export function rulesFor(actor: Pick<Actor, 'type' | 'roles'>): Rule[] {
  const grants =
    actor.type === 'SYSTEM'
      ? SYSTEM
      : [...ANYBODY, ...actor.roles.filter(isRole).flatMap(role => GRANTS[role])];
  return grants.flatMap(grant =>
    Object.entries(grant).map(([subject, action]) => ({ subject, action: [...action] })),
  );
}
