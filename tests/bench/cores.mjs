import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const SERVER = '0';
const CLIENT = '1';
const ALL = `0-${availableParallelism() - 1}`;

/** Whether server and client can have a core each, so that neither pays for where the other is moved. */
export const canPin = process.platform === 'linux' && availableParallelism() > 1 && pinned(ALL);

/** The command that starts a program of Node's on the core of servers: its file, and what comes before the program. */
export const onServerCore = canPin
  ? { file: 'taskset', before: ['--cpu-list', SERVER, process.execPath] }
  : { file: process.execPath, before: [] };

/** Keeps this process on the core of clients while something is measured. @template Result @param {() => Promise<Result>} measure */
export async function onClientCore(measure) {
  if (canPin) pinned(CLIENT);
  try {
    return await measure();
  } finally {
    if (canPin) pinned(ALL);
  }
}

/** @param {string} cores */
function pinned(cores) {
  try {
    execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, `${process.pid}`], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
