export type PostgresStartErrorCode =
  | 'postgres-binaries-missing'
  | 'postgres-account-missing'
  | 'postgres-init-failed'
  | 'postgres-start-failed'
  | 'postgres-port-taken'
  | 'postgres-stop-failed'
  | 'postgres-locked'
  | 'postgres-password-missing'
  | 'data-directory-unwritable';

/** Why the built-in PostgreSQL did not start. The message says what to do about it; the code never changes. */
export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError';

  constructor(
    readonly code: PostgresStartErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The system's own name of an error, such as ENOENT. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}
