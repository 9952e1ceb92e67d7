import type { Context } from '../context.js';
import { translated } from '../kernel/postgres-errors.js';
import type { Attempt } from './sign-in-attempt.facts.js';
import { type Failures, MOST_OF_ACCOUNT, MOST_OF_ADDRESS, WINDOW_MS } from './sign-in.rules.js';

// Failed is a try of which nothing else is known than that it was made.
const OF_ACCOUNT = `select at from sign_in_attempts tried
  where account = $4 and network = $5 and at > $1 and id <> $2 and outcome = 'TRIED'
    and not exists (select from sign_in_attempts other where other.id = tried.id and other.outcome <> 'TRIED')
  order by at desc limit $3`;
const OF_ADDRESS = `select at from sign_in_attempts tried
  where address = $4 and at > $1 and id <> $2 and outcome = 'TRIED'
    and not exists (select from sign_in_attempts other where other.id = tried.id and other.outcome <> 'TRIED')
  order by at desc limit $3`;

/** What failed in the window before this try, and beside it. */
export async function failuresBeside(
  { look: { manager } }: Pick<Context, 'look'>,
  { id, account, network, address, at }: Attempt,
): Promise<Failures> {
  const since = new Date(at.getTime() - WINDOW_MS);
  const latest = async (text: string, most: number, ...where: string[]): Promise<Date[]> => {
    const rows = await manager.query<{ at: Date }[]>(text, [since, id, most, ...where]);
    return rows.map(row => row.at);
  };
  try {
    return {
      ofAccount: await latest(OF_ACCOUNT, MOST_OF_ACCOUNT, account, network),
      ofAddress: await latest(OF_ADDRESS, MOST_OF_ADDRESS, address),
    };
  } catch (error) {
    throw translated(error);
  }
}
