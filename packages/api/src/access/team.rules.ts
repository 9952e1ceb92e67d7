import { badInput, violation } from '../kernel/errors.js';
import { requireMarkets } from './market.rules.js';
import type { Team } from './team.entity.js';

export interface TeamDraft {
  readonly name: string;
  readonly markets?: readonly string[] | null | undefined;
}

export const defineTeam = (blank: Readonly<Team>, draft: TeamDraft, now: Date): Team => ({
  ...blank,
  ...contentOf(draft),
  createdAt: now,
  archivedAt: null,
});

export function amendTeam(team: Readonly<Team>, draft: TeamDraft): Team {
  requireOpenTeam(team, 'key');
  return { ...team, ...contentOf(draft) };
}

/** Puts a team away for good. @param members how many people are in it */
export function archiveTeam(team: Readonly<Team>, members: number, now: Date): Team {
  requireOpenTeam(team, 'key');
  if (members > 0) {
    throw violation('team-in-use', `${members} people are still in the team "${team.key}"`, {
      current: members,
    });
  }
  return { ...team, archivedAt: now };
}

/** Refuses what is asked of a team that was put away; `field` is where it was named. */
export function requireOpenTeam({ key, archivedAt }: Pick<Team, 'key' | 'archivedAt'>, field: string): void {
  if (archivedAt) throw violation('team-archived', `the team "${key}" was put away`, { field });
}

function contentOf({ name, markets }: TeamDraft): Pick<Team, 'name' | 'markets'> {
  if (name.trim() === '' || name.length > 200) throw badInput('name', 'a name has 1 to 200 characters');
  return { name: name.trim(), markets: requireMarkets(markets) };
}
