import type { KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { calculateJwkThumbprint, exportJWK } from 'jose';

/** The public key that checkpoints of the audit log are signed with, for whoever verifies one. */
export async function serveJwks(app: FastifyInstance, publicKey: KeyObject): Promise<void> {
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const body = JSON.stringify({ keys: [{ ...jwk, kid, use: 'sig', alg: 'EdDSA' }] });
  app.get('/.well-known/jwks.json', (_request, reply) =>
    reply.type('application/jwk-set+json').header('cache-control', 'public, max-age=300').send(body),
  );
}
