import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError } from './errors.js';

/** Codes of Apollo's own that pass through as they are. */
const PASSED = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

export type ReportFault = (fault: { errorId: string; error: unknown }) => void;

/** What a client sees of an error: what was thrown on purpose, or an id by which the log tells more. */
export const formatErrorWith =
  (report: ReportFault) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = onPurpose(thrown);
    const where = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    if (error instanceof DomainError) {
      return { message: error.message, ...where, extensions: { code: error.code, ...error.extensions } };
    }
    if (!formatted.path && TOO_MANY.test(formatted.message) && error instanceof GraphQLError) {
      return { message: 'too many values are wrong; the first are named', ...where, extensions: BAD_VALUES };
    }
    // What has a path was thrown by a resolver, and whatever it claims to be was not said on purpose.
    const code = formatted.path ? undefined : formatted.extensions?.code;
    if (code === 'BAD_USER_INPUT' && error instanceof GraphQLError) {
      return {
        message: formatted.message,
        ...where,
        extensions: { code, field: fieldIn(formatted.message) },
      };
    }
    if (typeof code === 'string' && PASSED.has(code) && error instanceof GraphQLError) {
      return { message: formatted.message, ...where, extensions: { code } };
    }
    const errorId = randomUUID();
    report({ errorId, error });
    return { message: 'a fault of ours', ...where, extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } };
  };

/** What graphql-js says, without a code, after the fiftieth wrong variable. */
const TOO_MANY = /^Too many errors processing variables/;
const BAD_VALUES = { code: 'BAD_USER_INPUT', field: null };

/** The error thrown on purpose inside what graphql-js or Apollo wrapped around it. */
function onPurpose(thrown: unknown): unknown {
  const error = unwrapResolverError(thrown);
  return error instanceof GraphQLError && error.originalError instanceof DomainError
    ? error.originalError
    : error;
}

/** Which variable is at fault, as graphql-js words it: `at "input[3].value"` or `Variable "$key"`. */
const fieldIn = (message: string): string | null =>
  /at "([^"]+)"/.exec(message)?.[1] ?? /Variable "\$([^"]+)"/.exec(message)?.[1] ?? null;
