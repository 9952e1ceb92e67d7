import { MACHINE_ROLES, PEOPLE_ROLES } from '../../packages/api/src/access/role.rules.js';
import type { House } from '../support/house.js';
import { followLink, personIn } from '../support/people.js';
import { type Ask, askWith } from './asking.js';
import type { NamedThing, Noun } from './named-things.js';
import { keyOf } from './two-markets.js';

/** Somebody who asks: a person or a machine in one role, limited to the market DE or to none, or nobody known. */
export interface EveryCaller {
  readonly name: string;
  readonly role: string;
  readonly isLimited: boolean;
  readonly ask: Ask;
}

/** Everybody, people from teams of one market among them. */
export async function everyCaller(house: House): Promise<readonly EveryCaller[]> {
  const caller = (role: string, isLimited: boolean, credential: Readonly<Record<string, string>>) => ({
    name: isLimited ? `${role} of DE` : role,
    role,
    isLimited,
    ask: askWith(house.url, credential),
  });
  const callers: EveryCaller[] = [caller('nobody', false, {})];
  for (const role of PEOPLE_ROLES) {
    const [free, limited] = [await followLink(house, [role]), await personIn(house, [role], ['own-team'])];
    callers.push(
      caller(role, false, { cookie: free.cookie }),
      caller(role, true, { cookie: limited.cookie }),
    );
  }
  for (const role of MACHINE_ROLES) {
    const [free, limited] = [await keyOf(house, role), await keyOf(house, role, ['DE'])];
    callers.push(caller(role, false, withKey(free)), caller(role, true, withKey(limited)));
  }
  return callers;
}

const withKey = ({ secret }: { readonly secret: string }) => ({ authorization: `Bearer ${secret}` });

const PEOPLE: readonly string[] = PEOPLE_ROLES;
const MANAGERS = ['administrator', 'auditor'];
/** Who reads the things of all markets; said here once more, and not taken from the rules that are tested. */
const READERS: Readonly<Record<Noun, readonly string[]>> = {
  experiment: PEOPLE,
  holdout: PEOPLE,
  layer: PEOPLE,
  metric: PEOPLE,
  notice: PEOPLE,
  suppression: ['compliance-officer', 'privacy-operator', ...MANAGERS],
  team: MANAGERS,
  user: MANAGERS,
  apiKey: MANAGERS,
  auditEntry: ['analyst', 'experimenter', 'compliance-officer', ...MANAGERS],
};
const IN_ALL_MARKETS: readonly Noun[] = ['layer', 'metric', 'notice'];
const ASKERS = ['analyst', 'experimenter', 'administrator', 'model', 'esp'];
const ASKING = /^(assignment|assignments|explainAssignment|recordExposures)$/;

/** Whether a caller may see what is of another market. */
export const sees = ({ role, isLimited }: EveryCaller, noun: Noun): boolean =>
  READERS[noun].includes(role) && (!isLimited || IN_ALL_MARKETS.includes(noun));

/** Whether a caller may be told that there is such a thing. */
export const mayTell = (caller: EveryCaller, { noun, operation }: NamedThing): boolean =>
  sees(caller, noun) || (ASKING.test(operation) && !caller.isLimited && ASKERS.includes(caller.role));
