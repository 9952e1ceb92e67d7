import type { FindOptionsWhere } from 'typeorm';
import { SortField, SortOrder } from '../kernel/list.js';
import { type Look, type PageRequest, page, permitRead } from '../kernel/query.js';
import { Alert } from './alert.entity.js';
import type { AlertKind } from './alert.enums.js';

export interface AlertQuestion {
  readonly kind?: AlertKind | null;
  readonly subjectKey?: string | null;
}

/** The alerts, newest first unless asked otherwise. */
export function alerts(look: Look, { kind, subjectKey }: AlertQuestion, request: PageRequest) {
  permitRead(look, 'Alert');
  const where: FindOptionsWhere<Alert> = {};
  if (kind) where.kind = kind;
  if (subjectKey) where.subjectKey = subjectKey;
  const sort = request.sort?.length ? request.sort : [{ field: SortField.AT, order: SortOrder.DESC }];
  return page(look, Alert, where, { AT: 'openedAt', KIND: 'kind' }, { ...request, sort });
}
