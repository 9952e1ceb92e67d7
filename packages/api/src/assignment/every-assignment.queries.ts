import { type Look, permitRead } from '../kernel/query.js';
import type { Assignment } from './assignment.entity.js';
import { type AssignmentQuestion, type Identity, assignmentOf, hashedKey } from './assignment.queries.js';
import { assign } from './assignment.rules.js';
import type { Plan } from './plan.rules.js';

/** Assigns one recipient in every experiment that was ever started. Writes nothing. */
export function askEveryAssignment(
  look: Look,
  plan: Plan,
  { recipientKey, householdKey, context }: Omit<AssignmentQuestion, 'experimentKey'> & Identity,
): Assignment[] {
  permitRead(look, 'Assignment', 'ask');
  const key = hashedKey(recipientKey, householdKey);
  return [...plan.experiments.keys()].map(experimentKey =>
    assignmentOf(plan, experimentKey, assign(plan, experimentKey, key, context ?? undefined)),
  );
}
