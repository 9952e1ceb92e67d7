import { createMongoAbility } from '@casl/ability';
import { packRules } from '@casl/ability/extra';
import type { Ability, Actor } from '../kernel/actor.js';
import { rulesFor } from './role.rules.js';

export const abilityOf = (actor: Actor): Ability => createMongoAbility(rulesFor(actor));

/** The rules in the packed form that `unpackRules` of `@casl/ability/extra` reads, for the admin. */
export const packedRulesOf = (actor: Actor): unknown[] => packRules(rulesFor(actor));
