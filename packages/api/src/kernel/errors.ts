/** The one table of error codes: what a client sees in `extensions.code`, and when. Compared with the README by a test. */
export const ERRORS = {
  UNAUTHENTICATED: { status: 401, when: 'no valid session or API key came with the request' },
  FORBIDDEN: { status: 403, when: 'the caller is known, but may not do this' },
  STEP_UP_REQUIRED: {
    status: 403,
    when: 'a person has to prove again who they are: `confirmIdentity`, the sign-in provider, or a new link',
  },
  NOT_FOUND: { status: 404, when: 'there is no such thing, or the caller may not see it' },
  BAD_USER_INPUT: { status: 400, when: 'a value is malformed or out of range; `field` names it' },
  CONFLICT: {
    status: 409,
    when: 'the version is stale, or a unique key is taken; `current` says what holds',
  },
  RULE_VIOLATED: { status: 422, when: 'well formed, but the domain refuses; `rule` is a stable id' },
  RATE_LIMITED: { status: 429, when: 'too many tries; `retryAfterSeconds` says when to come back' },
  LIMIT_EXCEEDED: {
    status: 400,
    when: 'the document asks for more than one request may; `limit` names the limit, `most` what it allows',
  },
  OPERATION_NOT_ALLOWED: {
    status: 403,
    when: 'the key may send known documents only (`PROBITY_OPERATIONS`), and this is none of them',
  },
  PAYLOAD_TOO_LARGE: { status: 413, when: 'the request body is larger than the limit' },
  UNAVAILABLE: {
    status: 503,
    when: 'the database cannot be reached in time; nothing was written; try again',
  },
  TIMED_OUT: {
    status: 504,
    when: 'the answer takes too long; a change may have been made all the same: look before trying again',
  },
  INTERNAL_SERVER_ERROR: { status: 500, when: 'a fault of ours; `errorId` finds it in the log' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** An error thrown on purpose: its message and extensions are meant for the client. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** The domain refuses: `rule` is a stable id that clients may branch on, `field` the input at fault if there is one. */
export const violation = (rule: string, message: string, details: Readonly<Record<string, unknown>> = {}) =>
  new DomainError('RULE_VIOLATED', message, { rule, ...details });

/** A value is malformed or out of range. */
export const badInput = (field: string, message: string) =>
  new DomainError('BAD_USER_INPUT', message, { field });

export const notFound = (noun: string, key: string) =>
  new DomainError('NOT_FOUND', `there is no ${noun} "${key}"`, { key });
