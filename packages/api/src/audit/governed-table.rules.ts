/** Tables whose every row changes by a command only, and what their rows are called in the audit log. */
export const GOVERNED_TABLES: Readonly<Record<string, string>> = {
  api_keys: 'ApiKey',
  experiments: 'Experiment',
  holdouts: 'Holdout',
  layers: 'Layer',
  metrics: 'Metric',
  sessions: 'Session',
  teams: 'Team',
  users: 'User',
};

/** Tables that only grow. */
export const KEPT_TABLES = [
  'audit_entries',
  'audit_leaves',
  'audit_nodes',
  'audit_checkpoints',
  'audit_personal_values',
] as const;

/** The triggers that see to it, by table. */
export const GUARDS: readonly { readonly table: string; readonly trigger: string }[] = [
  ...Object.keys(GOVERNED_TABLES).map(table => ({ table, trigger: `${table}_audited` })),
  ...KEPT_TABLES.flatMap(table => [
    { table, trigger: `${table}_kept` },
    { table, trigger: `${table}_not_emptied` },
  ]),
];
