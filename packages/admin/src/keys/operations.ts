/** What every key may ask: who it is, and what it may do. */
const ITSELF = ['viewer'];
const ASK = ['assignment', 'assignments'];
const ASK_CONSENT = ['consentDecision', 'consentDecisions'];
const FACTS = ['recordExposures', 'recordOutcomes'];
const READ = [
  'alerts',
  'experiment',
  'experimentResults',
  'experiments',
  'holdout',
  'holdoutOutlook',
  'holdouts',
  'jurisdiction',
  'jurisdictionVersions',
  'jurisdictions',
  'layer',
  'layers',
  'metric',
  'metrics',
  'notice',
  'notices',
];
const READ_CONSENT = [...ASK_CONSENT, 'consentEvidence', 'consentHistory'];
const READ_SUPPRESSIONS = ['suppression', 'suppressions'];
const RECORD_CONSENT = ['recordConsent', 'withdrawConsent'];
const SUPPRESS_MANY = ['suppressAll', 'suppressionStatus'];
const SUPPRESS = [...SUPPRESS_MANY, 'liftSuppression', 'suppress'];
const READ_AUDIT = [
  'auditCheck',
  'auditCheckpoint',
  'auditConsistency',
  'auditEntries',
  'auditEntry',
  'auditProof',
  'auditRootCheck',
];
const METRICS = ['defineMetric', 'retireMetric'];
const RUN = [
  'createExperiment',
  'amendExperiment',
  'startExperiment',
  'pauseExperiment',
  'resumeExperiment',
  'openExperimentPhase',
  'stopExperiment',
  'decideExperiment',
  'archiveExperiment',
  'openHoldout',
  'resizeHoldout',
  'freezeHoldout',
  'closeHoldout',
  'defineLayer',
  'archiveLayer',
];
const READ_PEOPLE = ['apiKeys', 'team', 'teams', 'user', 'users'];
const PEOPLE = [
  'createApiKey',
  'rotateApiKey',
  'revokeApiKey',
  'inviteUser',
  'reinviteUser',
  'amendUser',
  'disableUser',
  'enableUser',
  'resetUserTotp',
  'defineTeam',
  'amendTeam',
  'archiveTeam',
];
const EXPLAIN = [...ASK, 'explainAssignment', 'holdoutStatus'];
const EXPERIMENTER = [...READ, ...READ_AUDIT, ...EXPLAIN, ...FACTS, ...METRICS, ...RUN];

/** The operations of the API that a key of a role can be for; a test asks the server whether these are all. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  model: [...EXPLAIN, ...ASK_CONSENT, ...FACTS],
  esp: [...EXPLAIN, ...ASK_CONSENT, ...SUPPRESS_MANY, ...FACTS],
  'consent-source': [...RECORD_CONSENT, ...SUPPRESS_MANY],
  sdk: ['features'],
  analyst: [...READ, ...READ_AUDIT, ...EXPLAIN, ...METRICS],
  experimenter: EXPERIMENTER,
  reviewer: [...READ, ...ASK_CONSENT],
  'compliance-officer': [
    ...READ,
    ...READ_AUDIT,
    ...READ_CONSENT,
    ...READ_SUPPRESSIONS,
    ...SUPPRESS,
    'amendJurisdiction',
    'publishNotice',
  ],
  'privacy-operator': [...READ, ...READ_CONSENT, ...RECORD_CONSENT, ...READ_SUPPRESSIONS, ...SUPPRESS],
  administrator: [...EXPERIMENTER, ...READ_SUPPRESSIONS, ...READ_PEOPLE, ...PEOPLE],
  auditor: [...READ, ...READ_AUDIT, ...READ_CONSENT, ...READ_SUPPRESSIONS, ...READ_PEOPLE, 'auditExport'],
};

export const operationsOf = (role: string): readonly string[] =>
  [...ITSELF, ...(OPERATIONS[role] ?? READ)].toSorted();
