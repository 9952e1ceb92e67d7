/** The newest checkpoint that this browser has found the log to extend. */
export interface SeenCheckpoint {
  readonly size: number;
  /** In hex. */
  readonly root: string;
  /** The signed note, to be shown to others. */
  readonly text: string;
  readonly at: string;
  readonly verifierKey: string;
}

/** Not among what react-admin forgets when somebody signs out: who signs in next gains by it too. */
const PLACE = 'probity.audit.checkpoint';

const isSeen = (value: unknown): value is SeenCheckpoint => {
  const { size, root, text, at, verifierKey } = (value ?? {}) as Record<string, unknown>;
  return Number.isSafeInteger(size) && [root, text, at, verifierKey].every(one => typeof one === 'string');
};

/** Null where this browser has seen none, or keeps nothing. */
export function seenCheckpoint(): SeenCheckpoint | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PLACE) ?? 'null');
    return isSeen(value) ? value : null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing compares nothing the next time, and says so then. */
export function keepCheckpoint({ size, root, text, at, verifierKey }: SeenCheckpoint): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify({ size, root, text, at, verifierKey }));
  } catch {
    // Kept is kept; not kept is told as a first time.
  }
}
