import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BESIDE_GRAPHQL } from '../access/index.js';
import { askSdkPayload } from '../assignment/index.js';
import { DomainError, ERRORS } from '../kernel/errors.js';
import type { FastifyHelmetOptions } from '@fastify/helmet';
import { etagOf, hasAlready } from './etag.js';
import { OF_JSON } from './security-headers.js';
import type { ContextOfKey } from './key-context.js';

/** Pages of every origin may read it. */
const OF_EVERY_ORIGIN: FastifyHelmetOptions = {
  ...OF_JSON,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
};

interface Route {
  readonly Params: { readonly clientKey: string };
}

/** A revocation is effective within five seconds, behind a proxy that keeps answers as well. */
const KEPT = 'public, max-age=5';

/** Serves the plan to GrowthBook's SDKs, whose client key is an API key that opens nothing else. */
export function serveSdkPayload(app: FastifyInstance, contextOf: ContextOfKey): void {
  void app.register(async scope => {
    scope.setErrorHandler(refuse);
    scope.addHook('onRequest', async (_request, reply) => {
      // Browsers of every origin may read it: who has the key may read it anyway, and no cookie is looked at.
      reply.header('access-control-allow-origin', '*');
    });
    scope.get<Route>(
      '/api/features/:clientKey',
      { config: { helmet: OF_EVERY_ORIGIN } },
      async (request, reply) => {
        const { look, plans } = await contextOf({
          secret: request.params.clientKey,
          requestId: request.id,
          address: request.ip,
          operation: BESIDE_GRAPHQL.payload,
        });
        const answer = rendered(askSdkPayload(look, await plans.current()));
        reply.headers({ etag: answer.etag, 'cache-control': KEPT });
        if (hasAlready(request.headers['if-none-match'], answer.etag)) return reply.code(304).send();
        return reply.type('application/json; charset=utf-8').send(answer.body);
      },
    );
  });
}

interface Rendered {
  readonly body: string;
  readonly etag: string;
}

const known = new WeakMap<object, Rendered>();

function rendered(payload: object): Rendered {
  const answer = known.get(payload) ?? { body: JSON.stringify(payload), etag: etagOf(payload) };
  known.set(payload, answer);
  return answer;
}

/** In the form of the payload itself: a status, and what is wrong. */
function refuse(error: FastifyError | DomainError, request: FastifyRequest, reply: FastifyReply) {
  reply.header('cache-control', 'no-store');
  if (!(error instanceof DomainError)) {
    request.log.error({ err: error, errorId: request.id }, 'fault');
    return reply.code(500).send({ status: 500, error: 'a fault of ours', errorId: request.id });
  }
  const { status } = ERRORS[error.code];
  if (error.code === 'UNAVAILABLE') reply.header('retry-after', '1');
  return reply.code(status).send({ status, error: error.message });
}
