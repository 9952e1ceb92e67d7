import type { TypedDocumentString } from '../generated/graphql';
import { ApiError, type GraphQLFault, unreachable } from './errors';

interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly GraphQLFault[];
}

/** Asks the API. The session is a cookie of this origin, so nothing secret passes through here. */
export async function request<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await post({ query: document.toString(), variables });
  const answer = await answerOf<Result>(response);
  const fault = answer.errors?.[0];
  if (fault) throw new ApiError(fault, response.headers.get('x-request-id'));
  if (!answer.data) throw unreachable();
  return answer.data;
}

async function post(body: unknown): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw unreachable();
  }
}

/** A proxy in between may answer with a page of its own. */
async function answerOf<Result>(response: Response): Promise<Answer<Result>> {
  try {
    return (await response.json()) as Answer<Result>;
  } catch {
    throw unreachable();
  }
}
