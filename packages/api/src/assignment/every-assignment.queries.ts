import type { Look } from '../kernel/query.js';
import type { Assignment } from './assignment.entity.js';
import { type AssignmentQuestion, type Identity, assignmentOf, hashedKey } from './assignment.queries.js';
import { assign } from './assignment.rules.js';
import { askedPlan } from './permitted-plan.js';
import type { Plan } from './plan.rules.js';

/** Assigns one recipient in every experiment that was ever started and that the caller may ask for. Writes nothing. */
export function askEveryAssignment(
  look: Look,
  plan: Plan,
  { recipientKey, householdKey, context }: Omit<AssignmentQuestion, 'experimentKey'> & Identity,
): Assignment[] {
  const asked = askedPlan(look, plan);
  const key = hashedKey(recipientKey, householdKey);
  return [...asked.experiments.keys()].map(experimentKey =>
    assignmentOf(asked, experimentKey, assign(asked, experimentKey, key, context ?? undefined)),
  );
}
