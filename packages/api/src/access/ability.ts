import { createMongoAbility } from '@casl/ability';
import { packRules } from '@casl/ability/extra';
import type { Ability, Actor } from '../kernel/actor.js';
import { rulesFor } from './role.rules.js';

const known = new WeakMap<Actor, Ability>();

/** Worked out once for an actor, who is the same object for as long as its credential is believed. */
export function abilityOf(actor: Actor): Ability {
  const remembered = known.get(actor);
  if (remembered) return remembered;
  const ability = createMongoAbility(rulesFor(actor));
  known.set(actor, ability);
  return ability;
}

/** The rules in the packed form that `unpackRules` of `@casl/ability/extra` reads, for the admin. */
export const packedRulesOf = (actor: Actor): unknown[] => packRules(rulesFor(actor));
