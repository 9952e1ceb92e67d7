import { type Authentication, requireOperation } from '../access/index.js';
import type { Context } from '../context.js';
import type { Doors } from '../doors.js';
import { DomainError } from '../kernel/errors.js';
import { settled } from '../kernel/settled.js';

/** A request that comes with a key, or should. */
export interface Asking {
  readonly secret: string | undefined;
  readonly requestId: string;
  readonly address: string | undefined;
  /** What is asked, by the name under which keys are limited to it. */
  readonly operation: string;
}

export type ContextOfKey = (asking: Asking) => Context | Promise<Context>;

/**
 * Who asks with an API key, and the doors open to them. Without a key nobody gets in, whatever cookies say, and with one
 * that is limited to other operations neither.
 */
export const keyContextWith =
  (authentication: Authentication, doors: Doors): ContextOfKey =>
  ({ secret, requestId, address, operation }) => {
    if (secret === undefined) throw new DomainError('UNAUTHENTICATED', 'send an API key');
    return settled(authentication.actor({ bearer: secret, address }), actor => {
      requireOperation(actor, operation);
      return doors(actor, requestId, undefined, address);
    });
  };
