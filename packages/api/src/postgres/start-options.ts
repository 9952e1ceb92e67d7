export interface StartOptions {
  readonly onProgress?: (message: string) => void;
  /** How long to wait for locks, recovery and shutdown; two minutes. */
  readonly deadlineMs?: number;
  /** Where root keeps what an unprivileged account must reach; /var/lib/probity. */
  readonly systemDirectory?: string;
  /** The directory with bin, lib and share to use instead of the npm package's. */
  readonly binaries?: string;
  /** How long to wait before a server that has ended is tried for the second time; then twice as long; half a second. */
  readonly restartDelayMs?: number;
}

export const DEADLINE_MS = 120_000;

export const RESTART_DELAY_MS = 500;

export const SYSTEM_DIRECTORY = '/var/lib/probity';

export const silently = () => undefined;
