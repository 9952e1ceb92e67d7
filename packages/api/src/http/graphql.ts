import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Authentication } from '../access/index.js';
import type { Context } from '../context.js';
import { ERRORS } from '../kernel/errors.js';
import { formatErrorWith } from '../kernel/format-error.js';
import { admissionWith } from './admission.js';
import { LARGE_BODY, bodyLimitOf } from './body-limit.js';
import { MOST_TOKENS } from './document-limits.js';
import { statusByAccept } from './http-status.js';
import { withoutSuggestions } from './introspection.js';
import type { KnownOperations } from './known-operations.js';
import { operationsInScope } from './operation-scope.js';
import { type ContextOf, withStatus } from './request-context.js';
import { OF_JSON } from './security-headers.js';
import { TimeLimit, type TimeLimits } from './time-limit.js';
import { warmRefusals } from './warm-refusals.js';

/** A caller that is told to wait is told for how long, in the way HTTP clients understand. */
const toldToWait: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      const { body, http } = response;
      const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
      for (const { extensions } of errors) {
        if (extensions?.code !== 'UNAVAILABLE' && extensions?.code !== 'RATE_LIMITED') continue;
        http.status = ERRORS[extensions.code].status;
        http.headers.set('retry-after', String(extensions.retryAfterSeconds));
      }
    },
  }),
};

/** The audit log tells in which operation something happened. */
const operationNamed: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue, operationName }) => {
      contextValue.origin.operation = operationName?.slice(0, LONGEST_NAME) ?? null;
    },
  }),
};
const LONGEST_NAME = 200;

/** What guards the door of GraphQL. */
export interface GraphQLGuards {
  readonly authentication: Authentication;
  /** The only documents that machines may send, where they are limited to some. */
  readonly known: KnownOperations | null;
  readonly timeLimits?: TimeLimits | undefined;
}

/** Serves the API at POST /graphql, and at GET for who explores it with a key. */
export async function serveGraphQL(
  app: FastifyInstance,
  schema: GraphQLSchema,
  contextOf: ContextOf,
  { authentication, known, timeLimits }: GraphQLGuards,
): Promise<void> {
  const apollo = apolloOf(app, schema);
  await apollo.start();
  const answer = fastifyApolloHandler(apollo, { context: (request, reply) => context(request, reply) });
  const admit = admissionWith(schema, known);
  const timeLimit = new TimeLimit(timeLimits);
  const context: ContextOf = async (request, reply) => {
    const opened = await contextOf(request, reply);
    try {
      admit(request, opened.actor);
    } catch (error) {
      throw withStatus(error);
    }
    timeLimit.start(request, opened.actor);
    return opened;
  };
  await warmRefusals(apollo, admit);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    bodyLimit: LARGE_BODY,
    config: { helmet: OF_JSON },
    onRequest: keyForGet,
    preParsing: bodyLimitOf(authentication),
    preHandler: async request => {
      request.body = known?.spelledOut(request.body) ?? request.body;
    },
    handler: timeLimit.around((request, reply) => answer.call(app, request, reply)),
  });
}

/** Any page can make a browser ask by GET with its cookies, and none with a key. */
const keyForGet: onRequestAsyncHookHandler = async ({ method, headers, raw }, reply) => {
  if (method !== 'GET') return;
  if (headers.authorization === undefined) return reply.callNotFound();
  // No page sends a key without asking first, which is all that the server of GraphQL wants to know.
  raw.headers['apollo-require-preflight'] = 'a key came with it';
};

function apolloOf(app: FastifyInstance, schema: GraphQLSchema): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    logger: app.log,
    parseOptions: { maxTokens: MOST_TOKENS },
    introspection: true,
    persistedQueries: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: formatErrorWith(({ errorId, error }) => app.log.error({ errorId, err: error }, 'fault')),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      toldToWait,
      operationNamed,
      operationsInScope,
      statusByAccept,
      withoutSuggestions,
    ],
  });
}
