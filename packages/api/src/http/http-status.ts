import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../context.js';

/** Clients that ask for plain JSON by name expect 200 of a request that GraphQL itself refused, as GraphQL over HTTP has it. */
const REFUSED_BY_GRAPHQL = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

export const statusByAccept: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { body, http } }) => {
      const accept = request.http?.headers.get('accept') ?? '';
      if (!accept.includes('application/json') || accept.includes('application/graphql-response+json'))
        return;
      if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
      const codes = (body.singleResult.errors ?? []).map(({ extensions }) => String(extensions?.code));
      if (codes.length > 0 && codes.every(code => REFUSED_BY_GRAPHQL.has(code))) http.status = 200;
    },
  }),
};
