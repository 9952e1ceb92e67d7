import { Between, type FindOptionsWhere, ILike, LessThan, MoreThanOrEqual } from 'typeorm';
import { badInput } from '../kernel/errors.js';
import { isId } from '../kernel/ids.js';
import { type Look, type PageRequest, page, permitRead } from '../kernel/query.js';
import { AuditEntry } from './audit-entry.entity.js';
import { SortField, SortOrder } from '../kernel/list.js';
import { containing } from '../kernel/search.js';

export interface AuditQuestion {
  readonly subjectType?: string | null;
  readonly subjectId?: string | null;
  readonly subjectKey?: string | null;
  readonly actorName?: string | null;
  readonly action?: string | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** The audit log, newest first unless asked otherwise. */
export function auditEntries(look: Look, question: AuditQuestion, request: PageRequest) {
  permitRead(look, 'AuditEntry');
  const sort = request.sort?.length ? request.sort : [{ field: SortField.AT, order: SortOrder.DESC }];
  return page(look, AuditEntry, where(question), { AT: 'id' }, { ...request, sort });
}

function where({ subjectType, subjectId, subjectKey, actorName, action, from, to }: AuditQuestion) {
  const criteria: FindOptionsWhere<AuditEntry> = {};
  if (subjectType) criteria.subjectType = subjectType;
  if (subjectId && !isId(subjectId)) throw badInput('filter.subjectId', 'this is not the id of anything');
  if (subjectId) criteria.subjectId = subjectId;
  if (subjectKey) criteria.subjectKey = subjectKey;
  if (actorName) criteria.actorName = ILike(containing(actorName));
  if (action) criteria.action = ILike(containing(action));
  if (from && to) criteria.at = Between(from, new Date(to.getTime() - 1));
  else if (from) criteria.at = MoreThanOrEqual(from);
  else if (to) criteria.at = LessThan(to);
  return criteria;
}

export function auditEntry(look: Look, id: string): Promise<AuditEntry | null> {
  permitRead(look, 'AuditEntry');
  return /^\d{1,18}$/.test(id) ? look.manager.findOneBy(AuditEntry, { id }) : Promise.resolve(null);
}
