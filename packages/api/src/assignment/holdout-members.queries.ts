import { type Look, permitRead } from '../kernel/query.js';
import { translated } from '../kernel/postgres-errors.js';
import type { HoldoutCount } from './holdout-count.entity.js';

interface Row {
  readonly members: string;
  readonly first_at: Date | null;
  readonly contaminated: string;
  readonly contaminations: string;
}

/** How many members a holdout has seen, and how many of them were shown a variant. */
export async function holdoutCount(look: Look, holdoutId: string): Promise<HoldoutCount> {
  permitRead(look, 'Holdout');
  try {
    const [row] = await look.manager.query<[Row]>(
      `select members, first_at, contaminated, contaminations
       from (select count(*) as members, min(first_at) as first_at from holdout_members where holdout_id = $1) m,
            (select count(distinct recipient_id) as contaminated, coalesce(sum(times), 0) as contaminations
             from contaminations where holdout_id = $1) c`,
      [holdoutId],
    );
    return {
      members: Number(row.members),
      firstAt: row.first_at,
      contaminatedMembers: Number(row.contaminated),
      contaminations: Number(row.contaminations),
    };
  } catch (error) {
    throw translated(error);
  }
}
