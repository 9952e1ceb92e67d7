import type { Database } from './database.js';

/**
 * The side door for facts that have had their time. What may be forgotten is decided by a function of the database, so
 * that the role that writes can delete nothing else.
 *
 * @param most how many rows of each kind go at once
 * @returns how many rows are gone
 */
export async function forgetSignInTraces(
  { writer }: Pick<Database, 'writer'>,
  now: Date,
  most: number,
): Promise<number> {
  const [row] = await writer.query<{ forgotten: number }[]>(
    'select forget_sign_in_traces($1, $2) as forgotten',
    [now, most],
  );
  return row?.forgotten ?? 0;
}
