/** The columns of the tables of facts, in the order in which the bench copies them. */
export const COLUMNS = {
  exposures: [
    'recipient_id',
    'experiment_id',
    'phase',
    'variant_key',
    'occurred_at',
    'received_at',
    'dimensions',
  ],
  outcomes: ['recipient_id', 'id', 'type', 'occurred_at', 'received_at', 'value', 'currency', 'properties'],
};

/** The rows as the database has them, in the order in which they came. @param {import('pg').Client} owner @param {'exposures' | 'outcomes'} table */
export async function rowsOf(owner, table) {
  const text = `select ${COLUMNS[table].join(', ')} from ${table} order by received_at, recipient_id`;
  const { rows } = await owner.query({ text, rowMode: 'array' });
  return /** @type {unknown[][]} */ (rows);
}
