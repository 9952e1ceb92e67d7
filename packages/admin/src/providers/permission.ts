const SUBJECTS: Readonly<Record<string, string>> = {
  experiments: 'Experiment',
  metrics: 'Metric',
  audit: 'AuditEntry',
  keys: 'ApiKey',
  results: 'Results',
};

/** Where a screen's word differs from the verb of the API. All else is called the same on both sides. */
const VERBS: Readonly<Record<string, string>> = { list: 'read', show: 'read', edit: 'amend' };

/** What a screen does, in the words of the rules: to create a metric is to define it. */
export function permissionOf(action: string, resource: string): { verb: string; subject: string } {
  const subject = SUBJECTS[resource] ?? resource;
  if (subject === 'Metric' && action === 'create') return { verb: 'define', subject };
  return { verb: VERBS[action] ?? action, subject };
}
