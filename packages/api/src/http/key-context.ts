import type { Authentication } from '../access/index.js';
import type { Context } from '../context.js';
import type { Doors } from '../doors.js';
import { DomainError } from '../kernel/errors.js';
import { settled } from '../kernel/settled.js';

export type ContextOfKey = (secret: string | undefined, requestId: string) => Context | Promise<Context>;

/** Who asks with an API key, and the doors open to them. Without a key nobody gets in, whatever cookies say. */
export const keyContextWith =
  (authentication: Authentication, doors: Doors): ContextOfKey =>
  (secret, requestId) => {
    if (secret === undefined) throw new DomainError('UNAUTHENTICATED', 'send an API key');
    return settled(authentication.actor({ bearer: secret }), actor => doors(actor, requestId));
  };
