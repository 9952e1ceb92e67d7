import { And, Between, type FindOperator, type FindOptionsWhere, In, Raw } from 'typeorm';
import { badInput } from '../kernel/errors.js';
import { isId } from '../kernel/ids.js';
import { SortField, SortOrder } from '../kernel/list.js';
import { type Look, type Page, type PageRequest, one, pageOfMany, permitRead } from '../kernel/query.js';
import { containing } from '../kernel/search.js';
import { AuditEntry } from './audit-entry.entity.js';
import {
  ACTIONS,
  BY_ACTOR,
  BY_SUBJECT_KEY,
  BY_TIME,
  MACHINE_NAMES,
  NUMBERS_BETWEEN,
  PEOPLE_NAMES,
  REFUSED,
} from './audit.sql.js';
import { shown } from './disclosure.queries.js';

export interface AuditQuestion {
  readonly subjectType?: string | null;
  readonly subjectId?: string | null;
  readonly subjectKey?: string | null;
  readonly actorName?: string | null;
  readonly action?: string | null;
  readonly outcome?: string | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** The audit log, newest first unless asked otherwise. */
export async function auditEntries(
  look: Look,
  question: AuditQuestion,
  request: PageRequest,
): Promise<Page<AuditEntry>> {
  permitRead(look, 'AuditEntry');
  const sort = request.sort?.length ? request.sort : [{ field: SortField.AT, order: SortOrder.DESC }];
  const where = await criteria(look, question);
  const { items, total } = await pageOfMany(look, AuditEntry, where, { AT: 'id' }, { ...request, sort });
  return { items: await shown(look.manager, items), total };
}

export async function auditEntry(look: Look, id: string): Promise<AuditEntry | null> {
  permitRead(look, 'AuditEntry');
  const where = isId(id) ? { entryId: id } : /^\d{1,18}$/.test(id) ? { id } : null;
  const found = where && (await one(look, AuditEntry, where));
  const [entry] = await shown(look.manager, found ? [found] : []);
  return entry ?? null;
}

async function criteria(look: Look, question: AuditQuestion): Promise<FindOptionsWhere<AuditEntry>> {
  const { subjectType, subjectId, action, outcome, from, to } = question;
  const where: FindOptionsWhere<AuditEntry> = {};
  if (subjectType) where.subjectType = subjectType;
  if (subjectId && !isId(subjectId)) throw badInput('filter.subjectId', 'this is not the id of anything');
  if (subjectId) where.subjectId = subjectId;
  if (action) where.action = In(await names(look, ACTIONS, action));
  if (outcome && outcome !== 'ALLOWED') where.outcome = outcome;
  const among = await memberships(look, question);
  if (outcome === 'ALLOWED') among.push(Raw(id => `not exists (${REFUSED} and refused.id = ${id})`));
  if (from || to) among.push(...(await within(look, from ?? null, to ?? null)));
  if (among.length > 0) where.id = And(...among);
  return where;
}

/** Criteria that are told by what may lie beside the log: by names of people. */
async function memberships(
  look: Look,
  { subjectKey, actorName }: AuditQuestion,
): Promise<FindOperator<string>[]> {
  const among: FindOperator<string>[] = [];
  if (subjectKey) among.push(Raw(id => `${id} in (${BY_SUBJECT_KEY})`, { subjectKey }));
  if (actorName) {
    const machines = await names(look, MACHINE_NAMES, actorName);
    const people = await names(look, PEOPLE_NAMES, actorName);
    among.push(Raw(id => `${id} in (${BY_ACTOR})`, { machines, people }));
  }
  return among;
}

/** Entries are listed by number: that those of a time lie between two numbers spares reading all that are newer. */
async function within(
  { manager }: Look,
  from: Date | null,
  to: Date | null,
): Promise<FindOperator<string>[]> {
  const [row] = await manager.query<{ first: string | null; last: string | null }[]>(NUMBERS_BETWEEN, [
    from,
    to,
  ]);
  return [
    Between(row?.first ?? '0', row?.last ?? '0'),
    Raw(id => `${id} in (${BY_TIME})`, { since: from ?? '-infinity', until: to ?? 'infinity' }),
  ];
}

async function names({ manager }: Look, statement: string, part: string): Promise<string[]> {
  const rows = await manager.query<{ name: string }[]>(statement, [containing(part)]);
  return rows.map(({ name }) => name);
}
