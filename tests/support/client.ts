/** What an answer of the API holds. */
interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

export interface Refusal {
  readonly message: string;
  readonly code: unknown;
  readonly rule?: unknown;
  readonly field?: unknown;
  readonly [extension: string]: unknown;
}

type Variables = Readonly<Record<string, unknown>>;

/** Speaks GraphQL with one credential. */
export class Client {
  constructor(
    readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The raw exchange, for tests of HTTP itself. */
  post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers, ...headers },
      body,
    });
  }

  async answer(query: string, variables: Variables = {}): Promise<Answer> {
    const response = await this.post(JSON.stringify({ query, variables }));
    return (await response.json()) as Answer;
  }

  /** The one field that was asked for. Throws where the API refused. */
  async ask<T>(query: string, variables: Variables = {}): Promise<T> {
    const { data, errors } = await this.answer(query, variables);
    if (errors || !data) throw new Error(`refused: ${JSON.stringify(errors)}`);
    return Object.values(data)[0] as T;
  }

  /** Why the API refused. Throws where it did not. */
  async refusal(query: string, variables: Variables = {}): Promise<Refusal> {
    const { errors } = await this.answer(query, variables);
    const [error] = errors ?? [];
    if (!error) throw new Error('the API did not refuse');
    return { message: error.message, ...error.extensions, code: error.extensions.code };
  }
}
