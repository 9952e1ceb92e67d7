import type { KeyObject } from 'node:crypto';
import { abilityOf } from './access/index.js';
import { Plans } from './assignment/index.js';
import type { Context, SessionCookie } from './context.js';
import type { Actor } from './kernel/actor.js';
import type { Clock } from './kernel/clock.js';
import { SHUT } from './kernel/awaited-database.js';
import { type Command, type Governed, run } from './kernel/command.js';
import type { Database } from './kernel/database.js';
import { recordReading } from './kernel/reading.js';
import { recipientIdWith } from './kernel/recipient.js';
import { strongboxWith } from './kernel/strongbox.js';

/** Opens the three doors for whoever asks: the same for a request, the command line and the demo. */
export type Doors = (
  actor: Actor,
  requestId: string,
  session?: SessionCookie,
  address?: string | null,
) => Context;

const NO_COOKIE: SessionCookie = { begin: () => {}, renew: () => {}, end: () => {} };

export interface House {
  readonly database: Database;
  readonly pepper: Buffer;
  readonly now: Clock;
  readonly signingKey: { readonly publicKey: KeyObject };
  readonly config: { readonly environment: string };
}

export function doorsOf(house: House, plans = new Plans(house.database)): Doors {
  const { database, pepper, now, signingKey, config } = house;
  const recipientId = recipientIdWith(pepper);
  const strongbox = strongboxWith(pepper);
  return (actor, requestId, session = NO_COOKIE, address = null) => {
    const ability = abilityOf(actor);
    const open = actor.isUnconfirmed ? SHUT : database;
    const origin = { ip: address, operation: null };
    return {
      actor,
      requestId,
      origin,
      session,
      strongbox,
      environment: config.environment,
      verifyingKey: signingKey.publicKey,
      plans,
      recipientId,
      now,
      look: {
        // Not before it is used: a plan answers although the database cannot be reached.
        get manager() {
          return open.reader.manager;
        },
        ability,
        actor,
      },
      recordReading: reading => recordReading({ actor, now, database: open, requestId, origin }, reading),
      facts: { database: open, ability, actor },
      change: async <Input, Subject extends Governed, Evidence>(
        command: Command<Input, Subject, Evidence>,
        input: Input,
      ) => {
        const after = await run({ actor, ability, now, database: open, requestId, origin }, command, input);
        plans.outdated();
        return after;
      },
    };
  };
}

/** The same doors for the same actor: for hot questions, which leave no trace that a request would have to be told by. */
export function rememberedDoors(doors: Doors): (actor: Actor) => Context {
  const known = new WeakMap<Actor, Context>();
  return actor => {
    const remembered = known.get(actor);
    if (remembered) return remembered;
    const opened = doors(actor, '');
    known.set(actor, opened);
    return opened;
  };
}

/** Whoever operates the machine. */
export const operator = (name: string): Actor => ({ type: 'SYSTEM', id: 'system', name, roles: [] });
