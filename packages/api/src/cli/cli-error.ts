import { EXIT, type ExitCode } from './exit-code.js';

/** Why a command cannot go on. The message says what to do about it; the code never changes. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly code: string,
    message: string,
    readonly exitCode: ExitCode = EXIT.failure,
  ) {
    super(message);
  }
}

/** The caller asked for something that makes no sense, or handed over a file that does not. */
export const usageError = (code: string, message: string) => new CliError(code, message, EXIT.usage);
