import { expect, it } from 'vitest';
import { PEOPLE_ROLES, conflictOf } from './user';

it('a person is offered no role of a machine', () => {
  const roles = PEOPLE_ROLES.map(({ id }) => id);

  expect(roles).toContain('administrator');
  expect(roles.filter(role => ['model', 'esp', 'consent-source', 'sdk'].includes(role))).toEqual([]);
});

it('whoever manages people is told not to approve or audit as well', () => {
  expect(conflictOf(['administrator', 'experimenter'])).toBeNull();
  expect(conflictOf(['reviewer', 'auditor'])).toBeNull();
  expect(conflictOf(['administrator', 'auditor', 'reviewer'])).toContain('Auditor, Reviewer');
});
