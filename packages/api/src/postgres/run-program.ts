import { spawn } from 'node:child_process';
import type { Account } from './server-account.js';

export interface ProgramResult {
  /** Exit status; -1 when the program could not be run or was killed. */
  readonly status: number;
  readonly output: string;
  /** Such as EACCES: the system would not run the program at all. */
  readonly refusal?: string;
}

/**
 * The server's environment says nothing of ours: PGDATA, PGPORT or LC_ALL of
 * the person who starts it must not change what it does. Windows programs need
 * their system's variables, so there it is inherited.
 */
export const SERVER_ENVIRONMENT: NodeJS.ProcessEnv | undefined =
  process.platform === 'win32' ? undefined : { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** spawn() options that run a program as the account, from a directory that every account may enter. */
export function runAs(account: Account | undefined) {
  return {
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
    ...(SERVER_ENVIRONMENT === undefined ? {} : { env: SERVER_ENVIRONMENT }),
    ...(process.platform === 'win32' ? {} : { cwd: '/' }),
  };
}

export function runProgram(
  file: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<ProgramResult> {
  return new Promise(resolve => {
    const child = spawn(file, args, { ...runAs(account), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', chunk => (output += String(chunk)));
    child.stderr.on('data', chunk => (output += String(chunk)));
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ status: -1, output: `${output}${error.message}`, refusal: error.code ?? 'unknown' }),
    );
    child.on('close', status => resolve({ status: status ?? -1, output }));
  });
}
