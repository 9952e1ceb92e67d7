import pg from 'pg';

interface AdvisoryLock {
  /** Any constant will do; advisory locks belong to one database. */
  readonly number: number;
  /** Told when somebody else holds it. */
  readonly onWait: () => void;
}

/** Does the work while no other process does work under the same lock of the same database, on the owner's connection. */
export async function withAdvisoryLock<T>(
  url: string,
  { number, onWait }: AdvisoryLock,
  work: (owner: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'probity lock',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A connection that breaks between queries is reported by the next query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set search_path = public');
    const { rows } = await client.query<{ isLocked: boolean }>(
      'select pg_try_advisory_lock($1) as "isLocked"',
      [number],
    );
    if (rows[0]?.isLocked !== true) {
      onWait();
      await client.query('select pg_advisory_lock($1)', [number]);
    }
    return await work(client);
  } finally {
    // Ending the connection releases the lock, whatever state the connection is in.
    await client.end();
  }
}
