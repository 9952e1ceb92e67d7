import { lazy } from 'react';
import { AuditList } from './AuditList';

const AuditShow = lazy(async () => ({ default: (await import('./AuditShow')).AuditShow }));

export const audit = { list: AuditList, show: AuditShow };
