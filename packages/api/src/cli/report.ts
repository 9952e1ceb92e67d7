import { CommanderError } from 'commander';
import { ConfigError } from '../config.js';
import { DomainError } from '../kernel/errors.js';
import { translated } from '../kernel/postgres-errors.js';
import { MigrationError } from '../postgres/migration-error.js';
import { PostgresStartError } from '../postgres/postgres-start-error.js';
import { CliError } from './cli-error.js';
import { EXIT, type ExitCode, exitCodeOfApi } from './exit-code.js';
import { note } from './output.js';

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** Says what went wrong, with a code that scripts may rely on and never a stack, and tells how the process ends. */
export function report(error: unknown): ExitCode {
  // Commander has said it already; help and the version arrive here too, without being errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const { code, message, exitCode } = faultOf(translated(error));
  note(`error [${code}]: ${message}`);
  return exitCode;
}

export function faultOf(error: unknown): Fault {
  if (error instanceof CliError) return error;
  if (error instanceof DomainError) return domainFault(error);
  if (error instanceof ConfigError) {
    return { code: 'configuration', message: error.message, exitCode: EXIT.usage };
  }
  if (error instanceof PostgresStartError || error instanceof MigrationError) {
    return { code: error.code, message: error.message, exitCode: EXIT.failure };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: codeOf(error), message: message || 'no message', exitCode: EXIT.failure };
}

function domainFault({ code, message, extensions }: DomainError): Fault {
  const name =
    typeof extensions.rule === 'string' ? extensions.rule : code.toLowerCase().replaceAll('_', '-');
  return { code: name, message, exitCode: exitCodeOfApi(code) };
}

/** PostgreSQL's and the system's own codes are stable too. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected';
