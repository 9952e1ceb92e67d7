import type { Grants } from './grant.rules.js';

export const MACHINE_ROLES = ['model', 'esp', 'consent-source', 'sdk'] as const;

const ASK: Grants = { Assignment: ['ask'] };
const RECORD_FACTS: Grants = { Exposure: ['record'], Outcome: ['record'] };
/** Who sends tells whom not to write to, and asks before writing; the list itself is for people. */
const SUPPRESS: Grants = { Suppression: ['record', 'ask'] };
/** Whoever chooses or sends has to know what is allowed; whoever hears what people say tells it. */
const ASK_CONSENT: Grants = { Consent: ['ask'] };
const RECORD_CONSENT: Grants = { ConsentEvent: ['record'] };
/** What is in the hands of everybody who loads a page: the running experiments, and nothing of anybody. */
const READ_PAYLOAD: Grants = { Payload: ['read'] };

export const MACHINE_GRANTS: Readonly<Record<(typeof MACHINE_ROLES)[number], readonly Grants[]>> = {
  model: [ASK, RECORD_FACTS, ASK_CONSENT],
  esp: [ASK, RECORD_FACTS, SUPPRESS, ASK_CONSENT],
  // It tells what people have said, and has no need to read what else there is.
  'consent-source': [SUPPRESS, RECORD_CONSENT],
  sdk: [READ_PAYLOAD],
};
