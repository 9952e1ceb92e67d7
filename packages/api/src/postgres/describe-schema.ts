import pg from 'pg';
import { SECTIONS } from './describe-sections.js';

/**
 * The database on one page, as SQL, from the catalogs: the same text for the
 * same schema, whatever the server's version, the owner's name or the order in
 * which things were made.
 */
export async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // Names outside the path are printed with their schema, and the types of the catalogs without.
    await client.query('set search_path = public; set quote_all_identifiers = off');
    const parts: string[] = [];
    for (const { title, gap, query } of SECTIONS) {
      const { rows } = await client.query<{ text: string }>(query);
      if (rows.length > 0) parts.push(`-- ${title}\n\n${rows.map(({ text }) => text.trimEnd()).join(gap)}\n`);
    }
    return parts.join('\n');
  } finally {
    await client.end();
  }
}
