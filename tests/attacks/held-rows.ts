import pg from 'pg';

/** Does something while a transaction of somebody else holds what a statement takes. */
export async function inTransaction<T>(url: string, statement: string, act: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(statement);
    return await act();
  } finally {
    await client.query('rollback');
    await client.end();
  }
}
