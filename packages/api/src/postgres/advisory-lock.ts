import pg from 'pg';

/** Does the work while no other process does work under the same lock of the same database. */
export async function withAdvisoryLock<T>(
  url: string,
  lock: number,
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
    await client.query('select pg_advisory_lock($1)', [lock]);
    return await work(client);
  } finally {
    // Ending the connection releases the lock, whatever state the connection is in.
    await client.end();
  }
}
