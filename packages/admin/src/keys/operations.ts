const ASK = ['assignment', 'assignments'];
const FACTS = ['recordExposures', 'recordOutcomes'];
const READ = [
  'alerts',
  'experiment',
  'experimentResults',
  'experiments',
  'holdout',
  'holdoutOutlook',
  'holdouts',
  'layer',
  'layers',
  'metric',
  'metrics',
];
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
const EXPLAIN = [...ASK, 'explainAssignment', 'holdoutStatus'];
const EXPERIMENTER = [...READ, ...READ_AUDIT, ...EXPLAIN, ...FACTS, ...METRICS, ...RUN];

/** The operations of the API that a key of a role can be for. The server has the last word. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  model: [...EXPLAIN, ...FACTS],
  esp: [...EXPLAIN, ...FACTS],
  'consent-source': [],
  sdk: ['features'],
  analyst: [...READ, ...READ_AUDIT, ...EXPLAIN, ...METRICS],
  experimenter: EXPERIMENTER,
  'compliance-officer': [...READ, ...READ_AUDIT],
  administrator: [...EXPERIMENTER, ...READ_PEOPLE],
  auditor: [...READ, ...READ_AUDIT, ...READ_PEOPLE, 'auditExport'],
};

export const operationsOf = (role: string): readonly string[] => (OPERATIONS[role] ?? READ).toSorted();
