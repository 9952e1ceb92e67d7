import fastify from 'fastify';
import { expect, it } from 'vitest';
import { DomainError } from '../kernel/errors.js';
import { unavailable } from '../kernel/postgres-errors.js';
import { serveFaults } from './http-faults.js';

async function refusedWith(error: Error) {
  const app = fastify();
  serveFaults(app);
  app.get('/', async () => {
    throw error;
  });
  const { statusCode, headers } = await app.inject('/');
  return [statusCode, headers['retry-after']];
}

it('tells who comes while the database is away when to come back, and nobody else', async () => {
  expect(await refusedWith(unavailable())).toEqual([503, '1']);
  expect(await refusedWith(new DomainError('UNAUTHENTICATED', 'send an API key'))).toEqual([401, undefined]);
});
