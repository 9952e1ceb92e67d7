import type { Grants } from './grant.rules.js';

export const PEOPLE_ROLES = [
  'viewer',
  'analyst',
  'experimenter',
  'author',
  'reviewer',
  'compliance-officer',
  'privacy-operator',
  'model-owner',
  'administrator',
  'auditor',
] as const;

const READ: Grants = {
  Experiment: ['read'],
  Metric: ['read'],
  Results: ['read'],
  Holdout: ['read'],
  Layer: ['read'],
  Alert: ['read'],
  ConsentNotice: ['read'],
  Jurisdiction: ['read'],
};
const ASK: Grants = { Assignment: ['ask'] };
const RECORD_FACTS: Grants = { Exposure: ['record'], Outcome: ['record'] };
const READ_AUDIT: Grants = { AuditEntry: ['read'] };
const EXPORT_AUDIT: Grants = { AuditEntry: ['export'] };
const METRICS: Grants = { Metric: ['define', 'retire'] };
const EXPERIMENTS: Grants = {
  Experiment: ['create', 'amend', 'start', 'pause', 'resume', 'openPhase', 'stop', 'decide', 'archive'],
};
const HOLDOUTS: Grants = { Holdout: ['open', 'resize', 'freeze', 'close'] };
const LAYERS: Grants = { Layer: ['define', 'archive'] };
const READ_SUPPRESSIONS: Grants = { Suppression: ['read'] };
const SUPPRESS: Grants = { Suppression: ['ask', 'add', 'lift', 'record'] };
const ASK_CONSENT: Grants = { Consent: ['ask'] };
const READ_CONSENT: Grants = { ...ASK_CONSENT, ConsentEvent: ['read', 'reveal'] };
const RECORD_CONSENT: Grants = { ConsentEvent: ['record'] };
const SET_TERMS: Grants = { ConsentNotice: ['publish'], Jurisdiction: ['amend'] };
const READ_PEOPLE: Grants = { ApiKey: ['read'], User: ['read'], Team: ['read'] };
const PEOPLE: Grants = {
  ApiKey: ['create', 'revoke', 'rotate'],
  User: ['invite', 'amend', 'disable', 'enable', 'resetTotp', 'reinvite'],
  Team: ['define', 'amend', 'archive'],
};
const RUN: readonly Grants[] = [READ, READ_AUDIT, METRICS, EXPERIMENTS, HOLDOUTS, LAYERS, ASK, RECORD_FACTS];
const ADMINISTER: readonly Grants[] = [...RUN, READ_PEOPLE, PEOPLE, READ_SUPPRESSIONS];

/** Roles whose own work has no place here yet read what there is. */
export const PEOPLE_GRANTS: Readonly<Record<(typeof PEOPLE_ROLES)[number], readonly Grants[]>> = {
  viewer: [READ],
  analyst: [READ, READ_AUDIT, METRICS, ASK],
  experimenter: RUN,
  author: [READ],
  reviewer: [READ, ASK_CONSENT],
  'compliance-officer': [READ, READ_AUDIT, READ_SUPPRESSIONS, SUPPRESS, READ_CONSENT, SET_TERMS],
  'privacy-operator': [READ, READ_SUPPRESSIONS, SUPPRESS, READ_CONSENT, RECORD_CONSENT],
  'model-owner': [READ],
  administrator: ADMINISTER,
  auditor: [READ, READ_AUDIT, EXPORT_AUDIT, READ_PEOPLE, READ_SUPPRESSIONS, READ_CONSENT],
};

/** Whoever operates the machine: makes the first keys and sign-in links, and tells the demo's story. */
export const OPERATOR_GRANTS: readonly Grants[] = [
  ...ADMINISTER,
  EXPORT_AUDIT,
  SUPPRESS,
  READ_CONSENT,
  RECORD_CONSENT,
  SET_TERMS,
  { Session: ['offer'], User: ['provision', 'synchronise'] },
];

/** What people do to themselves and to nobody else. */
export const OWN_USER = ['setPassword', 'enrolTotp', 'confirmTotp', 'removeTotp'] as const;
export const OWN_SESSION = ['confirm', 'end'] as const;
