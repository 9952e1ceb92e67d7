import { type ApolloServer, HeaderMap } from '@apollo/server';
import { ANONYMOUS } from '../access/index.js';
import type { Context } from '../context.js';
import type { Admit } from './admission.js';
import { ELEMENTS_EACH, MACHINE_LIMITS, MOST_TOKENS } from './document-limits.js';
import { withStatus } from './request-context.js';

/** Refused while it is read, when it has been measured, and when all that it costs has been counted. */
const HOSTILE: readonly object[] = [
  { query: `{ viewer { ${'name '.repeat(2 * MOST_TOKENS)} } }` },
  { query: `{ viewer { ${'name '.repeat(MOST_TOKENS / 5)} } }` },
  {
    query: '{ viewer { name } }',
    variables: { all: Array.from({ length: 2 * MACHINE_LIMITS.cost * ELEMENTS_EACH }, () => 1) },
  },
];

/**
 * Refuses some documents before anybody asks. What has never run is compiled when it first does: the first attack after
 * a start took 25 milliseconds of work to refuse, and takes 10.
 *
 * @throws {Error} where one of them is let in: a server without limits does not start
 */
export async function warmRefusals(apollo: ApolloServer<Context>, admit: Admit): Promise<void> {
  const headers = new HeaderMap([['content-type', 'application/json']]);
  for (const body of HOSTILE) {
    const refused = refusal(admit, body);
    await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: () => Promise.reject(refused),
    });
  }
}

function refusal(admit: Admit, body: object): Error {
  try {
    admit({ method: 'POST', body, query: undefined }, ANONYMOUS);
  } catch (error) {
    return withStatus(error) as Error;
  }
  throw new Error('a document that costs too much to answer would be answered');
}
