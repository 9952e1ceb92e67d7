import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authentication } from '../access/index.js';
import type { Context, SessionCookie } from '../context.js';
import type { Doors } from '../doors.js';
import { DomainError, ERRORS } from '../kernel/errors.js';

export const SESSION_COOKIE = 'probity_session';

export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;

/** Who asks, and the doors open to them. A key that does not work is refused before anything runs. */
export const contextWith =
  (authentication: Authentication, doors: Doors): ContextOf =>
  async (request, reply) => {
    try {
      const bearer = bearerOf(request.headers.authorization);
      const cookie = bearer === undefined ? sameOriginCookie(request) : undefined;
      const actor = await authentication.actor({ bearer, cookie, address: request.ip });
      // The page cannot take the cookie away by itself, and must not be kept from signing in by it.
      if (cookie !== undefined && actor.type === 'ANONYMOUS')
        reply.clearCookie(SESSION_COOKIE, { path: '/' });
      return doors(actor, request.id, cookieOf(request, reply, authentication), request.ip);
    } catch (error) {
      throw withStatus(error);
    }
  };

/** The key that comes with a request. */
export function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const match = /^Bearer +([\x21-\x7e]{1,200})$/i.exec(header);
  if (match?.[1]) return match[1];
  throw new DomainError('UNAUTHENTICATED', 'the Authorization header has the form "Bearer <key>"');
}

/** The session cookie, unless the request comes from a page of another origin. */
function sameOriginCookie(request: FastifyRequest): string | undefined {
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie === undefined || isSameOrigin(request)) return cookie;
  throw new DomainError('FORBIDDEN', 'a session is used from its own pages only', { action: 'cross-origin' });
}

/** Browsers say where a page comes from in two headers; what says neither is no browser. */
function isSameOrigin({ headers }: FastifyRequest): boolean {
  const { origin, host, 'sec-fetch-site': site = 'same-origin' } = headers;
  if (site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

export const cookieOf = (
  request: FastifyRequest,
  reply: FastifyReply,
  authentication: Authentication,
): SessionCookie => {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
  } as const;
  return {
    begin: (secret, expiresAt) => {
      void reply.setCookie(SESSION_COOKIE, secret, { ...options, ...(expiresAt && { expires: expiresAt }) });
    },
    renew: () => authentication.forget(),
    end: () => {
      authentication.forget();
      void reply.clearCookie(SESSION_COOKIE, options);
    },
  };
};

/** Errors before execution carry an HTTP status of their own. */
export function withStatus(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const { status } = ERRORS[error.code];
  const headers = new HeaderMap(error.code === 'UNAVAILABLE' ? [['retry-after', '1']] : []);
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, ...error.extensions, http: { status, headers } },
  });
}
