import type { FastifyReply, FastifyRequest } from 'fastify';
import { OIDC_REFUSALS, type OidcReason, OidcRefusal, isOidcReason } from '../access/index.js';
import { DomainError, type ErrorCode } from '../kernel/errors.js';
import { refusalPage } from './oidc-page.js';

/** Answers with a page that tells a person enough, and the log the rest. */
export function answerRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const reason = reasonOf(error);
  const { status } = OIDC_REFUSALS[reason];
  const told = { errorId: request.id, reason, because: because(error) };
  if (reason === 'fault') request.log.error({ ...told, err: error }, 'fault');
  else request.log.warn(told, 'single sign-on refused');
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(refusalPage(reason, request.id));
}

const REASONS: Readonly<Partial<Record<ErrorCode, OidcReason>>> = {
  UNAVAILABLE: 'unavailable',
  TIMED_OUT: 'unavailable',
  UNAUTHENTICATED: 'changed',
  CONFLICT: 'changed',
  RULE_VIOLATED: 'not-admitted',
  BAD_USER_INPUT: 'not-admitted',
};

function reasonOf(error: unknown): OidcReason {
  if (error instanceof OidcRefusal) return error.reason;
  if (!(error instanceof DomainError)) return 'fault';
  const { rule } = error.extensions;
  return isOidcReason(rule) ? rule : (REASONS[error.code] ?? 'fault');
}

const LONGEST = 300;

/** An error and what caused it, in words alone: beside their words they carry codes and tokens. */
function because(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  // What cannot be read is quoted by the parser.
  const words = error instanceof SyntaxError ? error.name : `${error.name}: ${error.message}`;
  const said = 'error' in error && typeof error.error === 'string' ? ` (${error.error})` : '';
  return [`${words}${said}`.slice(0, LONGEST), ...because(error.cause)];
}
