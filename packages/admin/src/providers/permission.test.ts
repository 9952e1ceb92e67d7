import { expect, it } from 'vitest';
import { permissionOf } from './permission';

it.each([
  ['list', 'experiments', 'read', 'Experiment'],
  ['edit', 'experiments', 'amend', 'Experiment'],
  ['start', 'experiments', 'start', 'Experiment'],
  ['create', 'metrics', 'define', 'Metric'],
  ['create', 'holdouts', 'open', 'Holdout'],
  ['resize', 'holdouts', 'resize', 'Holdout'],
  ['create', 'layers', 'define', 'Layer'],
  ['list', 'alerts', 'read', 'Alert'],
  ['list', 'explain', 'ask', 'Assignment'],
  ['create', 'keys', 'create', 'ApiKey'],
  ['show', 'audit', 'read', 'AuditEntry'],
])('to %s %s is to %s an %s', (action, resource, verb, subject) => {
  expect(permissionOf(action, resource)).toEqual({ verb, subject });
});
