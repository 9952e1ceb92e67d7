import type { Application } from '../application.js';
import type { Context } from '../context.js';
import { doorsOf } from '../doors.js';

const DAY = 24 * 3_600_000;
/** How many days the story covers, up to its first telling. */
export const STORY_DAYS = 42;

/** The past weeks of the shop: a clock that is set by hand, and the three doors open at that time. */
export interface Simulation {
  readonly context: Context;
  readonly at: (day: number) => Date;
  /** Sets the clock. */
  readonly turnTo: (day: number) => void;
}

/** @param firstDay when the story begins */
export function simulate({ database, pepper, signingKey, config }: Application, firstDay: Date): Simulation {
  let present = firstDay;
  const at = (day: number) => new Date(firstDay.getTime() + Math.round(day * DAY));
  const doors = doorsOf({ database, pepper, signingKey, config, now: () => present });
  const actor = { type: 'SYSTEM', id: 'demo', name: 'Acme Outdoor (demo)', roles: [] } as const;
  return {
    context: doors(actor, 'demo'),
    at,
    turnTo: day => {
      present = at(day);
    },
  };
}

/** The first day of a story that is told now, in whole seconds. */
export const firstDayOf = (now: Date): Date =>
  new Date(Math.floor(now.getTime() / 1000) * 1000 - STORY_DAYS * DAY);
