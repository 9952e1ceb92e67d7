export interface StartOptions {
  readonly onProgress?: (message: string) => void;
  /** How long to wait for locks, recovery and shutdown; two minutes. */
  readonly deadlineMs?: number;
  /** Where root keeps what an unprivileged account must reach; /var/lib/probity. */
  readonly systemDirectory?: string;
  /** The directory with bin, lib and share to use instead of the npm package's. */
  readonly binaries?: string;
}

export const DEADLINE_MS = 120_000;

export const SYSTEM_DIRECTORY = '/var/lib/probity';

export const silently = () => undefined;
