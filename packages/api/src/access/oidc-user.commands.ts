import type { Command } from '../kernel/command.js';
import type { Identity } from './oidc-claims.rules.js';
import { provision, synchronise } from './oidc-user.rules.js';
import { consultAdministrators, consultTeams, lockedAlone, userSubject } from './user.commands.js';
import { User } from './user.entity.js';
import type { UserEvidence } from './user.rules.js';

interface Told {
  readonly id: string;
  readonly identity: Identity;
}

/** An account is made what the provider says of it. */
export const synchroniseUser: Command<Told, User, UserEvidence> = {
  name: 'user.synchronise',
  subject: userSubject,
  load: (writer, { id }) => lockedAlone(writer, { id }),
  consult: async (writer, before) => ({
    ...(await consultTeams(writer)),
    ...(await consultAdministrators(writer, before)),
  }),
  apply: (user, { identity }, { actor, now, evidence }) =>
    synchronise(user, identity, evidence, { actorId: actor.id, now }),
};

/** An account is made for somebody whom the provider knows. */
export const provisionUser: Command<Told, User, Pick<UserEvidence, 'openTeams'>> = {
  name: 'user.provision',
  subject: userSubject,
  load: async (_writer, { id }) => Object.assign(new User(), { id, version: 0 }),
  consult: consultTeams,
  apply: (blank, { identity }, { now, evidence }) => provision(blank, identity, evidence, now),
};
