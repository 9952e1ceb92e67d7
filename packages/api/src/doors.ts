import { abilityOf } from './access/index.js';
import { Plans } from './assignment/index.js';
import type { Context, SessionCookie } from './context.js';
import type { Actor } from './kernel/actor.js';
import type { Clock } from './kernel/clock.js';
import { SHUT } from './kernel/awaited-database.js';
import { type Command, type Governed, run } from './kernel/command.js';
import type { Database } from './kernel/database.js';
import { recipientIdWith } from './kernel/recipient.js';

/** Opens the three doors for whoever asks: the same for a request, the command line and the demo. */
export type Doors = (actor: Actor, requestId: string, session?: SessionCookie) => Context;

const NO_COOKIE: SessionCookie = { begin: () => {}, end: () => {} };

export interface House {
  readonly database: Database;
  readonly pepper: Buffer;
  readonly now: Clock;
}

export function doorsOf({ database, pepper, now }: House, plans = new Plans(database)): Doors {
  const recipientId = recipientIdWith(pepper);
  return (actor, requestId, session = NO_COOKIE) => {
    const ability = abilityOf(actor);
    const open = actor.isUnconfirmed ? SHUT : database;
    return {
      actor,
      requestId,
      session,
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
      facts: { database: open, ability, actor },
      change: async <Input, Subject extends Governed, Evidence>(
        command: Command<Input, Subject, Evidence>,
        input: Input,
      ) => {
        const after = await run({ actor, ability, now, database: open, requestId }, command, input);
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
