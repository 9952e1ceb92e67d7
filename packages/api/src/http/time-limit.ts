import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.js';
import { DomainError } from '../kernel/errors.js';
import { isMachine } from './machines.js';

/** How long an answer may take, in milliseconds. */
export interface TimeLimits {
  readonly machineMs: number;
  /** The results of a large experiment take longer, and it is people who ask for them. */
  readonly personMs: number;
}

export const TIME_LIMITS: TimeLimits = { machineMs: 5_000, personMs: 20_000 };

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** Answers when the time of a caller is over; what is under way goes on, and its answer is dropped. */
export class TimeLimit {
  private readonly begin = new WeakMap<FastifyRequest, (ms: number) => void>();

  constructor(private readonly limits: TimeLimits = TIME_LIMITS) {}

  /** From now on the time of this caller runs. */
  start(request: FastifyRequest, { type, roles }: Actor): void {
    const isPerson = type === 'USER' || (type === 'KEY' && !isMachine({ type, roles }));
    this.begin.get(request)?.(isPerson ? this.limits.personMs : this.limits.machineMs);
  }

  around(handler: Handler): (...asked: Parameters<Handler>) => Promise<unknown> {
    return (request, reply) =>
      new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout | undefined;
        this.begin.set(request, ms => {
          timer = setTimeout(() => reject(overdue()), ms);
        });
        Promise.resolve(handler(request, reply))
          .then(resolve, reject)
          .finally(() => clearTimeout(timer));
      });
  }
}

const overdue = (): DomainError =>
  new DomainError('TIMED_OUT', 'the answer takes too long; a change may have been made all the same');
