import { setTimeout as pause } from 'node:timers/promises';
import { CliError } from '../cli-error.js';
import { EXIT, exitCodeOfApi } from '../exit-code.js';

interface Connection {
  readonly url: string;
  readonly key: string;
  /** How long a request is tried again before giving up. */
  readonly retryForMs: number;
  readonly signal: AbortSignal;
}

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

/** The API said no. `code` is the rule or the code in the form of the command line, `apiCode` as the API has it. */
export class ApiRefusal extends CliError {
  constructor(
    readonly apiCode: string,
    code: string,
    message: string,
  ) {
    super(code, message, exitCodeOfApi(apiCode));
  }
}

/** Nothing was answered, or that it cannot be answered now: worth another try. */
class NotNow extends Error {}

const REQUEST_MS = 30_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
const TRY_AGAIN = ['UNAVAILABLE', 'RATE_LIMITED'];

/** Speaks GraphQL with a running server, and waits for one that is away for a moment. */
export class ApiClient {
  constructor(private readonly connection: Connection) {}

  /** The one field that was asked for. Whatever is asked may be asked twice: an answer can get lost. */
  async ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T> {
    const { url, retryForMs, signal } = this.connection;
    const giveUpAt = Date.now() + retryForMs;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return Object.values(await this.once(query, variables))[0] as T;
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (!(error instanceof NotNow)) throw error;
        const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
        if (Date.now() + pauseMs > giveUpAt) throw unavailable(url, error);
        await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async once(query: string, variables: unknown): Promise<Record<string, unknown>> {
    const { url, key, signal } = this.connection;
    const request = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
    });
    const [status, text] = await request
      .then(async response => [response.status, await response.text()] as const)
      .catch((error: unknown) => {
        throw new NotNow(reasonOf(error));
      });
    return dataOf(status, text, url);
  }
}

function dataOf(status: number, text: string, url: string): Record<string, unknown> {
  const { data, errors = [] } = parsed(text) ?? {};
  const [error] = errors;
  if (error) throw refusal(error.message, error.extensions ?? {});
  if (data) return data;
  if (status === 429 || status >= 500) throw new NotNow(`it answers with status ${status}`);
  if (status === 401 || status === 403) throw new CliError('denied', `${url} answers ${status}`, EXIT.denied);
  throw new CliError(
    'not-probity',
    `${url} answers with status ${status} and not as Probity does: is the --url right?`,
  );
}

function refusal(message: string, { code, rule, errorId }: Record<string, unknown>): Error {
  const apiCode = typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
  if (TRY_AGAIN.includes(apiCode)) return new NotNow(message);
  const name = typeof rule === 'string' ? rule : apiCode.toLowerCase().replaceAll('_', '-');
  return new ApiRefusal(
    apiCode,
    name,
    typeof errorId === 'string' ? `${message} (errorId ${errorId})` : message,
  );
}

function parsed(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Answer | null) : null;
  } catch {
    return null;
  }
}

/** fetch hides the system's reason one level down. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.message : String(error);
}

const unavailable = (url: string, { message }: Error) =>
  new CliError(
    'unavailable',
    `${url} cannot be reached (${message}); nothing is lost: run the same command again to go on`,
    EXIT.tryAgain,
  );
