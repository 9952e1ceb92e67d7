import { setTimeout as delay } from 'node:timers/promises';

export interface Deadline {
  /** Milliseconds since the process started, on the clock that never goes back. */
  readonly at: number;
}

export function deadlineIn(milliseconds: number): Deadline {
  return { at: performance.now() + milliseconds };
}

export function hasPassed(deadline: Deadline): boolean {
  return performance.now() >= deadline.at;
}

/** Asks until there is an answer; undefined when the deadline passes first. */
export async function poll<T>(
  deadline: Deadline,
  everyMs: number,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (hasPassed(deadline)) return undefined;
    await delay(everyMs);
  }
}
