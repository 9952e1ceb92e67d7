import { setTimeout as pause } from 'node:timers/promises';

/** Tries until it holds; throws what was wrong last when it does not hold in time. */
export async function eventually<T>(attempt: () => Promise<T>, withinMs = 5_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(50);
    }
  }
}

/** A transaction of any database of the server holds the order of the audit log up; a database that is copied, for seconds. */
export const whenSequenced = <T>(attempt: () => Promise<T>): Promise<T> => eventually(attempt, 20_000);
