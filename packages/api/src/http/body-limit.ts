import { Readable } from 'node:stream';
import type { preParsingHookHandler } from 'fastify';
import type { Authentication } from '../access/index.js';
import { DomainError } from '../kernel/errors.js';
import { bearerOf } from './request-context.js';

/** The largest body of a key that works: 5,000 outcomes with properties fit in it. */
export const LARGE_BODY = 4 * 1024 * 1024;
/** The largest body of everybody else: no page of the admin sends more. */
export const SMALL_BODY = 256 * 1024;
/** What is read of everybody before it is known who asks. */
export const FREE_BODY = 16 * 1024;

/** Whether a request comes with a key that works: asked before more than a little of it is read. */
export type KeyCheck = (authorization: string, address: string | undefined) => boolean | Promise<boolean>;

type Asked = Pick<Authentication, 'actor'>;

/**
 * Lets keys that work send much, and nobody else; a key that does not work is refused before its body is read. What is
 * asked stands in the body, so it is who asks that decides; a body whose length is not told is counted as it comes.
 */
export const bodyLimitOf =
  (authentication: Asked): preParsingHookHandler =>
  async ({ headers, ip }, _reply, payload) => {
    const length = Number(headers['content-length'] ?? Number.NaN);
    if (length <= FREE_BODY || (await comesWithKey(authentication, headers.authorization, ip)))
      return payload;
    if (length > SMALL_BODY) throw tooLarge();
    return Readable.from(counted(payload));
  };

/** The same for who asks before the framework does. What is wrong with a key is left to the framework to say. */
export const keyCheckWith =
  (authentication: Asked): KeyCheck =>
  (authorization, address) => {
    try {
      const bearer = bearerOf(authorization);
      const actor = authentication.actor({ bearer, address });
      return actor instanceof Promise
        ? actor.then(
            () => true,
            () => false,
          )
        : true;
    } catch {
      return false;
    }
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
  authentication: Asked,
  authorization: string | undefined,
  address: string,
): Promise<boolean> {
  const bearer = bearerOf(authorization);
  if (bearer === undefined) return false;
  await authentication.actor({ bearer, address });
  return true;
}
