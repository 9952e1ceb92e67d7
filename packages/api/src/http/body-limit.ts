import { Readable } from 'node:stream';
import type { FastifyRequest, preParsingHookHandler } from 'fastify';
import type { Authentication } from '../access/index.js';
import { DomainError } from '../kernel/errors.js';
import { bearerOf } from './request-context.js';

/** The largest body of a key that works: 5,000 outcomes with properties fit in it. */
export const LARGE_BODY = 4 * 1024 * 1024;
/** The largest body of everybody else: no page of the admin sends more. */
export const SMALL_BODY = 256 * 1024;

/**
 * Lets keys that work send much, and nobody else. What is asked stands in the body, so it is who asks that decides; a
 * body whose length is not told is counted as it comes.
 */
export const bodyLimitOf =
  (authentication: Pick<Authentication, 'actor'>): preParsingHookHandler =>
  async (request, _reply, payload) => {
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    if (length <= SMALL_BODY || (await comesWithKey(request, authentication))) return payload;
    if (length > SMALL_BODY) throw tooLarge();
    return Readable.from(counted(payload));
  };

async function* counted(payload: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | string> {
  let length = 0;
  for await (const chunk of payload) {
    length += chunk.length;
    if (length > SMALL_BODY) throw tooLarge();
    yield chunk;
  }
}

const tooLarge = (): DomainError =>
  new DomainError('PAYLOAD_TOO_LARGE', `the body is larger than ${SMALL_BODY} bytes`);

async function comesWithKey(
  { headers, ip: address }: FastifyRequest,
  authentication: Pick<Authentication, 'actor'>,
): Promise<boolean> {
  try {
    const bearer = bearerOf(headers.authorization);
    if (bearer === undefined) return false;
    await authentication.actor({ bearer, address });
    return true;
  } catch {
    return false;
  }
}
