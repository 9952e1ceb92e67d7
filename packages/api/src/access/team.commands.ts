import type { Command, SubjectType } from '../kernel/command.js';
import { newId } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import { Team } from './team.entity.js';
import * as rules from './team.rules.js';
import { membersOf } from './user.queries.js';

const team: SubjectType<Team> = {
  name: 'Team',
  entity: Team,
  keyOf: ({ key }) => key,
  auditView: subject => subject,
};

/** The id is new unless given, and GraphQL cannot give it. */
export const defineTeam: Command<rules.TeamDraft & { readonly key: string; readonly id?: string }, Team> = {
  name: 'team.define',
  subject: team,
  load: async (_writer, { key, id = newId() }) => Object.assign(new Team(), { id, key, version: 0 }),
  apply: (blank, input, { now }) => rules.defineTeam(blank, input, now),
};

type Which = { readonly key: string; readonly version?: number | null };

export const amendTeam: Command<Which & rules.TeamDraft, Team> = {
  name: 'team.amend',
  subject: team,
  load: (writer, { key, version }) => lock(writer, Team, { key }, version),
  apply: (subject, input) => rules.amendTeam(subject, input),
};

export const archiveTeam: Command<Which, Team, number> = {
  name: 'team.archive',
  subject: team,
  // Whoever puts people into a team holds it, so that nobody can be put into it while this looks.
  load: (writer, { key, version }) => lock(writer, Team, { key }, version),
  consult: ({ manager }, { key }) => membersOf(manager, key),
  apply: (subject, _input, { now, evidence }) => rules.archiveTeam(subject, evidence, now),
};
