import type { Application } from '../application.js';

/** Where the data are, for people: PostgreSQL itself knows where it keeps them. Never shows a password. */
export async function databasePlace({ config, databaseUrl, isEmbedded }: Application): Promise<string> {
  if (!isEmbedded) {
    const { host, pathname } = new URL(databaseUrl);
    return `the database ${pathname.slice(1)} on ${host}; secrets in ${config.dataDirectory}`;
  }
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ place: string }>(
      `select current_setting('data_directory') as place`,
    );
    const cluster = rows[0]?.place ?? config.dataDirectory;
    const directory = cluster.replace(/[/\\]postgres$/, '');
    // As root the database may live elsewhere than what only this account reads.
    return directory === config.dataDirectory ? directory : `${directory} and ${config.dataDirectory}`;
  } finally {
    await client.end();
  }
}
