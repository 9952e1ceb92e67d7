/** Tables whose every row changes by a command only, but for the facts that suppressions begin with, and what their rows are called in the audit log. */
export const GOVERNED_TABLES: Readonly<Record<string, string>> = {
  api_keys: 'ApiKey',
  consent_notices: 'ConsentNotice',
  experiments: 'Experiment',
  holdouts: 'Holdout',
  jurisdictions: 'Jurisdiction',
  layers: 'Layer',
  metrics: 'Metric',
  sessions: 'Session',
  suppressions: 'Suppression',
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

/** A trigger that sees to it: what it fires for, and the SHA-256 of what its function does. */
export interface Guard {
  readonly table: string;
  readonly trigger: string;
  /** As in `pg_trigger.tgtype`. */
  readonly fires: number;
  readonly argument: string | null;
  readonly source: string;
}

const [ROW, BEFORE, INSERT, DELETE, UPDATE, TRUNCATE] = [1, 2, 4, 8, 16, 32] as const;

/** Whoever replaces one of these functions by a migration writes the hash of its `prosrc` here. */
const [REQUIRE_AUDIT_ENTRY, REFUSE_CHANGE] = [
  '74addb825abca3fff5924c9ddfad36882f2476eb1b96c30b477ee632f33bc104',
  '69007d5878210d2739096c81a6bfb7feb1c6036b0e5af6ef3fa88a88189e793d',
] as const;

/** Tables whose trigger has a function of its own. */
const OWN_FUNCTIONS: Readonly<Record<string, string>> = {
  suppressions: '7b7b0764432533d6cc57bb056334c882008bc5881968ffac6976deb7a84c843a',
};

/** Personal values can be erased, row by row. */
const refused = (table: string): number =>
  ROW + BEFORE + UPDATE + (table === 'audit_personal_values' ? 0 : DELETE);

const kept = (table: string, name: string, fires: number): Guard => ({
  table,
  trigger: `${table}_${name}`,
  fires,
  argument: null,
  source: REFUSE_CHANGE,
});

export const GUARDS: readonly Guard[] = [
  ...Object.entries(GOVERNED_TABLES).map(([table, argument]) => ({
    table,
    trigger: `${table}_audited`,
    fires: ROW + INSERT + DELETE + UPDATE,
    argument,
    source: OWN_FUNCTIONS[table] ?? REQUIRE_AUDIT_ENTRY,
  })),
  ...KEPT_TABLES.flatMap(table => [
    kept(table, 'kept', refused(table)),
    kept(table, 'not_emptied', BEFORE + TRUNCATE),
  ]),
];
