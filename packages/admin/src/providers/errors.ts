import { type Explanation, wordsFor } from './error-words';

/** An error as the API sends it. */
export interface GraphQLFault {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

const HTTP_STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
};

/** What went wrong, in the shape that react-admin expects of an error, with the words to show for it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly status: number;
  /** The rule of the domain that refuses; null for other errors. */
  readonly rule: string | null;
  /** Where in a form the fault lies, as a path of the form; null when it lies nowhere in it. */
  readonly field: string | null;
  readonly explanation: Explanation;

  constructor(fault: GraphQLFault, requestId: string | null = null) {
    const { code, field, rule, errorId } = extensionsOf(fault);
    const explanation = wordsFor({
      code,
      rule,
      isTaken: fault.extensions?.current === 'taken',
      message: sentence(fault.message),
    });
    super(explanation.title);
    this.code = code;
    this.rule = rule;
    this.status = HTTP_STATUS[code] ?? 400;
    this.field = field === null ? null : formPath(field);
    this.explanation = { ...explanation, reference: errorId ?? requestId };
  }
}

export const unreachable = (): ApiError =>
  new ApiError({ message: 'no answer', extensions: { code: 'UNREACHABLE' } });

/** Any error, as one that can be explained. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError({ message: error instanceof Error ? error.message : 'unknown fault' });

function extensionsOf({ extensions = {} }: GraphQLFault) {
  const text = (name: string) => {
    const value = extensions[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    code: text('code') ?? 'INTERNAL_SERVER_ERROR',
    field: text('field'),
    rule: text('rule'),
    errorId: text('errorId'),
  };
}

/** `input.variants[1].weightBp` of the API is `variants.1.weightBp` of a form. */
export const formPath = (field: string): string =>
  field
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/^input\./, '')
    // A condition is typed as one text, so whatever is wrong inside it is wrong with that text.
    .replace(/^(targeting|payload|eligibility|context)\..*$/, '$1')
    .replace(/^(variants\.\d+\.payload)\..*$/, '$1');

/** A message of the API as a sentence: without the part in which GraphQL repeats what was sent. */
export function sentence(message: string): string {
  const own = message.replace(/^Variable "\$.*?; (?:Expected type "[^"]*"\. ?)?/s, '') || message;
  const text = own.trim();
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
