import type { FastifyInstance } from 'fastify';
import type { Database } from '../kernel/database.js';
import { within } from '../kernel/within.js';

/** `/livez`: the process answers. `/readyz`: it can also reach the database, or says since when assignment goes on without. */
export function serveHealth(
  app: FastifyInstance,
  database: Database,
  planConfirmedAt: () => Date | null = () => null,
): void {
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await within(2_000, database.reader.query('select 1'));
      return { status: 'ok' };
    } catch {
      const at = planConfirmedAt();
      return reply.code(503).send({
        status: 'the database cannot be reached',
        ...(at && { assignments: `serving assignments from a plan of ${at.toISOString()}` }),
      });
    }
  });
}
