import type { PlanSources } from './plan.rules.js';

type Row = Readonly<Record<string, unknown>>;

/** What a plan was compiled from, as JSON brings it back: instants are text. */
export type PlanRecord = Readonly<Record<string, readonly Row[]>>;

const isInstant = (name: string, value: unknown): value is string =>
  /[a-z]At$/.test(name) && typeof value === 'string';

/** Our names say which columns are instants; documents within a row hold text and are left alone. */
const rowOf = (record: Row): Row =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, isInstant(name, value) ? new Date(value) : value]),
  );

/** What a plan is compiled from, from what was recorded of it. */
export const sourcesIn = (record: PlanRecord): PlanSources =>
  Object.fromEntries(
    Object.entries(record).map(([name, rows]) => [name, rows.map(rowOf)]),
  ) as unknown as PlanSources;
