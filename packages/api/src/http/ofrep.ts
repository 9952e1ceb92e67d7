import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BESIDE_GRAPHQL } from '../access/index.js';
import { askAssignment, askEveryAssignment } from '../assignment/index.js';
import type { Context } from '../context.js';
import { etagOf, hasAlready } from './etag.js';
import type { ContextOfKey } from './key-context.js';
import { ofrepFlag } from './ofrep-answer.rules.js';
import { answerFailure } from './ofrep-failure.js';
import { OfrepError, ofrepQuestion } from './ofrep-question.rules.js';
import type { RateLimit } from './rate-limit.js';
import { bearerOf } from './request-context.js';

const FLAGS = '/ofrep/v1/evaluate/flags';

interface One {
  readonly Params: { readonly '*': string };
}

/** Answers OpenFeature clients by the OpenFeature Remote Evaluation Protocol. A flag is an experiment. */
export function serveOfrep(app: FastifyInstance, contextOf: ContextOfKey, limit: RateLimit): void {
  const contexts = new WeakMap<FastifyRequest, Context>();
  const admitted = (request: FastifyRequest): Context => {
    const context = contexts.get(request);
    if (!context) throw new TypeError('the request was not let in');
    return context;
  };
  void app.register(async scope => {
    scope.setErrorHandler(answerFailure);
    // Before the body is read: who may not ask, or asks too often, costs nothing more.
    scope.addHook('onRequest', async (request, reply) => {
      const context = await contextOf({
        secret: secretOf(request),
        requestId: request.id,
        address: request.ip,
        operation: BESIDE_GRAPHQL.flags,
      });
      const seconds = limit.secondsToWait(context.actor.id);
      if (seconds > 0) {
        reply.header('retry-after', String(seconds));
        throw new OfrepError(429, 'GENERAL', `too many requests; try again in ${seconds} s`);
      }
      contexts.set(request, context);
    });
    // Not a parameter: of a key that is too long for one the answer would be that there is no such page.
    scope.post<One>(`${FLAGS}/*`, async request => {
      const { look, plans } = admitted(request);
      const question = { experimentKey: request.params['*'], ...ofrepQuestion(request.body) };
      const assignment = askAssignment(look, await plans.current(), question);
      if (assignment.reason === 'NO_SUCH_EXPERIMENT') {
        throw new OfrepError(404, 'FLAG_NOT_FOUND', 'no experiment of this key was ever started');
      }
      return ofrepFlag(assignment, plans.staleSeconds);
    });
    scope.post(FLAGS, async (request, reply) => {
      const { look, plans } = admitted(request);
      const question = ofrepQuestion(request.body);
      const plan = await plans.current();
      const { staleSeconds } = plans;
      const flags = askEveryAssignment(look, plan, question).map(one => ofrepFlag(one, staleSeconds));
      // Not of the seconds: a client that has been told of stale values need not be told again.
      const etag = etagOf({ planVersion: plan.version, question, isStale: staleSeconds !== null });
      reply.header('etag', etag);
      if (hasAlready(request.headers['if-none-match'], etag)) return reply.code(304).send();
      return { flags, metadata: { planVersion: plan.version } };
    });
  });
}

/** Clients send it either way. */
function secretOf({ headers }: FastifyRequest): string | undefined {
  const apiKey = headers['x-api-key'];
  return bearerOf(headers.authorization) ?? (typeof apiKey === 'string' ? apiKey : undefined);
}
