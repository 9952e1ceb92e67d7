import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { marketsOf } from './market.rules.js';
import { sessionWorks } from './session.rules.js';

/** What PostgreSQL tells of a session: its person, or the user whose it is. */
interface SessionRow {
  readonly id: string;
  readonly person_name: string;
  readonly roles: string[];
  readonly opened_at: Date | null;
  readonly expires_at: Date | null;
  readonly ended_at: Date | null;
  readonly authenticated_at: Date | null;
  readonly last_used_at: Date | null;
  readonly user_id: string | null;
  readonly user_epoch: number | null;
  readonly user_name: string;
  readonly user_status: string | null;
  readonly user_roles: string[];
  readonly user_teams: string[];
  readonly session_epoch: number | null;
  readonly team_markets: (string[] | null)[] | null;
}

/** Who has the cookie of this hash; null where it opens nothing any more. */
export async function personByCookie(
  manager: EntityManager,
  cookieHash: string,
  now: Date,
): Promise<Actor | null> {
  const [row] = await manager.query<SessionRow[]>('select * from session_by_cookie($1)', [cookieHash]);
  return row && isBelieved(row, now) ? personOf(row) : null;
}

function isBelieved(row: SessionRow, now: Date): boolean {
  const life = { openedAt: row.opened_at, expiresAt: row.expires_at, endedAt: row.ended_at };
  if (!sessionWorks(life, row.last_used_at, now)) return false;
  return row.user_id === null || (row.user_status === 'ACTIVE' && row.user_epoch === row.session_epoch);
}

function personOf(row: SessionRow): Actor {
  const session = { type: 'USER', sessionId: row.id, authenticatedAt: row.authenticated_at } as const;
  if (row.user_id === null) return { ...session, id: row.id, name: row.person_name, roles: row.roles };
  return {
    ...session,
    id: row.user_id,
    name: row.user_name,
    roles: row.user_roles,
    teams: row.user_teams,
    markets: marketsOf(row.user_teams, row.team_markets ?? []),
  };
}
