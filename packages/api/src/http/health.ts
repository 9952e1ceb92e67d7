import type { FastifyInstance } from 'fastify';
import type { Database } from '../kernel/database.js';

/** `/livez`: the process answers. `/readyz`: it can also reach the database. */
export function serveHealth(app: FastifyInstance, database: Database): void {
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await database.reader.query('select 1');
      return { status: 'ok' };
    } catch {
      return reply.code(503).send({ status: 'the database cannot be reached' });
    }
  });
}
