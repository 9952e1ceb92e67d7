import type { Command, SubjectType } from '../kernel/command.js';
import { DomainError, notFound } from '../kernel/errors.js';
import { Jurisdiction } from './jurisdiction.entity.js';
import { currentRules, lockRules } from './jurisdiction.queries.js';
import { type Amendment, amend } from './jurisdiction.rules.js';

const jurisdiction: SubjectType<Jurisdiction> = {
  name: 'Jurisdiction',
  entity: Jurisdiction,
  keyOf: ({ key }) => key,
  auditView: subject => subject,
};

type AmendJurisdiction = Amendment & { readonly key: string; readonly version: number };

/** The first amendment makes the row: a rule as it was delivered has none. */
export const amendJurisdiction: Command<AmendJurisdiction, Jurisdiction, readonly Jurisdiction[]> = {
  name: 'jurisdiction.amend',
  subject: jurisdiction,
  load: async ({ manager, permit }, { key, version }) => {
    await lockRules(manager);
    const none = notFound('jurisdiction', key);
    const found = (await currentRules(manager)).find(rule => rule.key === key);
    if (!found) throw none;
    permit(found, none);
    if (version !== found.version) {
      throw new DomainError('CONFLICT', 'somebody changed this in the meantime', {
        field: 'version',
        current: found.version,
      });
    }
    return found;
  },
  consult: async ({ manager }, { key }) => (await currentRules(manager)).filter(other => other.key !== key),
  apply: (before, input, { now, evidence }) => amend(before, input, evidence, now),
  reason: ({ reason }) => reason,
};
