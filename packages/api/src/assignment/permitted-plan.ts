import type { Ability } from '../kernel/actor.js';
import { DomainError } from '../kernel/errors.js';
import { mayDo } from '../kernel/permission.js';
import { isUnlimited } from '../kernel/permitted.js';
import { type Look, permitRead } from '../kernel/query.js';
import type { Plan } from './plan.rules.js';

const known = new WeakMap<Plan, WeakMap<Ability, Map<string, Plan>>>();

/**
 * The plan as far as an actor may do this with it: whoever is limited to markets gets a plan in which the experiments
 * of others do not occur, so that whatever is answered from it is answered as if they did not exist. The same object
 * each time; for those who are not limited, the plan itself.
 *
 * The holdouts are left as they are: who is held out does not depend on who asks.
 */
export function permittedPlan(ability: Ability, plan: Plan, verb: string, noun: string): Plan {
  if (isUnlimited(ability, verb, noun)) return plan;
  const ofPlan = known.get(plan) ?? new WeakMap<Ability, Map<string, Plan>>();
  const ofAbility = ofPlan.get(ability) ?? new Map<string, Plan>();
  const permitted = ofAbility.get(noun) ?? reduced(ability, plan, verb, noun);
  known.set(plan, ofPlan.set(ability, ofAbility.set(noun, permitted)));
  return permitted;
}

function reduced(ability: Ability, plan: Plan, verb: string, noun: string): Plan {
  const permitted = [...plan.experiments].filter(([, { market }]) => mayDo(ability, verb, noun, { market }));
  return { ...plan, experiments: new Map(permitted) };
}

/** The plan for who asks for assignments. */
export function askedPlan(look: Pick<Look, 'ability' | 'actor'>, plan: Plan): Plan {
  permitRead(look, 'Assignment', 'ask');
  return permittedPlan(look.ability, plan, 'ask', 'Assignment');
}

/** Whether who asks may be told of what there is in a market; what is in none is everybody's. */
export const mayAskOf = ({ ability }: Pick<Look, 'ability'>, market: string | null | undefined): boolean =>
  isUnlimited(ability, 'ask', 'Assignment') ||
  mayDo(ability, 'ask', 'Assignment', { market: market ?? null });

/** Refuses to answer for another market, whatever there is in it: "not held out" would be a permission to send. */
export function requireMarket(look: Pick<Look, 'ability'>, market: string | null | undefined): void {
  if (mayAskOf(look, market)) return;
  throw new DomainError('FORBIDDEN', 'this caller may not ask about this market', {
    action: 'ask',
    subject: 'Assignment',
    field: 'market',
  });
}
