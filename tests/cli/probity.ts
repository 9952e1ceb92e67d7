import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../packages/api/bin/probity.js', import.meta.url));

// Whole processes are started here, several by some tests: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000 });

export interface Finished {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  /** Standard output and standard error so far. */
  soFar(): { output: string; errors: string };
  finished(): Promise<Finished>;
}

/** Starts the command line as a script would: no terminal, and only these variables beside PATH. */
export function startProbity(args: readonly string[], environment: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: REPOSITORY,
    env: { PATH: process.env.PATH, ...environment },
  });
  // A test that runs out of time must not leave a server behind.
  onTestFinished(() => void child.kill('SIGKILL'));
  let [output, errors] = ['', ''];
  child.stdout.on('data', chunk => (output += String(chunk)));
  child.stderr.on('data', chunk => (errors += String(chunk)));
  const ended = new Promise<Finished>(resolve => {
    child.on('close', status => resolve({ status, output, errors }));
  });
  return { process: child, soFar: () => ({ output, errors }), finished: () => ended };
}

export function probity(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Finished> {
  const running = startProbity(args, environment);
  running.process.stdin.end();
  return running.finished();
}
