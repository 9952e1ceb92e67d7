import type { Grants } from './grant.rules.js';

export const MACHINE_ROLES = ['model', 'esp', 'consent-source', 'sdk'] as const;

const ASK: Grants = { Assignment: ['ask'] };
const RECORD_FACTS: Grants = { Exposure: ['record'], Outcome: ['record'] };
/** What is in the hands of everybody who loads a page: the running experiments, and nothing of anybody. */
const READ_PAYLOAD: Grants = { Payload: ['read'] };

export const MACHINE_GRANTS: Readonly<Record<(typeof MACHINE_ROLES)[number], readonly Grants[]>> = {
  model: [ASK, RECORD_FACTS],
  esp: [ASK, RECORD_FACTS],
  // What it is to tell has no place here yet, and it has no need to read what else there is.
  'consent-source': [],
  sdk: [READ_PAYLOAD],
};
