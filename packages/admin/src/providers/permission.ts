const SUBJECTS: Readonly<Record<string, string>> = {
  experiments: 'Experiment',
  metrics: 'Metric',
  holdouts: 'Holdout',
  layers: 'Layer',
  suppressions: 'Suppression',
  alerts: 'Alert',
  audit: 'AuditEntry',
  keys: 'ApiKey',
  results: 'Results',
  users: 'User',
  teams: 'Team',
};

/** Where a screen's word differs from the verb of the API. All else is called the same on both sides. */
const VERBS: Readonly<Record<string, string>> = { list: 'read', show: 'read', edit: 'amend' };

/** What it is called to create one. */
const CREATES: Readonly<Record<string, string>> = {
  Metric: 'define',
  Holdout: 'open',
  Layer: 'define',
  Suppression: 'add',
  User: 'invite',
  Team: 'define',
};

/** What a screen does, in the words of the rules: to create a metric is to define it. */
export function permissionOf(action: string, resource: string): { verb: string; subject: string } {
  // To look at an explanation is to ask for an assignment.
  if (resource === 'explain') return { verb: 'ask', subject: 'Assignment' };
  const subject = SUBJECTS[resource] ?? resource;
  if (action === 'create') return { verb: CREATES[subject] ?? action, subject };
  return { verb: VERBS[action] ?? action, subject };
}
