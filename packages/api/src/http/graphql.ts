import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context.js';
import { formatErrorWith } from '../kernel/format-error.js';
import type { ContextOf } from './request-context.js';

/** A caller that is told to wait is told for how long, in the way HTTP clients understand. */
const unavailable: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      const { body, http } = response;
      const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
      if (!errors.some(({ extensions }) => extensions?.code === 'UNAVAILABLE')) return;
      http.status = 503;
      http.headers.set('retry-after', '1');
    },
  }),
};

/** Serves the API at POST /graphql. */
export async function serveGraphQL(
  app: FastifyInstance,
  schema: GraphQLSchema,
  contextOf: ContextOf,
): Promise<void> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    persistedQueries: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: formatErrorWith(({ errorId, error }) => app.log.error({ errorId, err: error }, 'fault')),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      unavailable,
    ],
  });
  await apollo.start();
  app.post('/graphql', fastifyApolloHandler(apollo, { context: contextOf }));
}
