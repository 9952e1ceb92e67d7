import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * A text that only this run of the process has (its start time), so that a
 * recycled pid is not taken for its predecessor. Undefined when there is none;
 * a zombie counts as none, because nobody may be there to reap it (containers).
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return linuxIdentity(pid);
  if (process.platform === 'win32') return isTaken(pid) ? 'running' : undefined;
  const started = await ps(pid, 'stat=,lstart=');
  return started === '' || started.startsWith('Z')
    ? undefined
    : started.replace(/^\S+\s+/, '').replaceAll(/\s+/g, '_');
}

async function linuxIdentity(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // proc(5): the name, field 2, is in parentheses and may hold spaces; field 3 is the state, 22 the start time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** The words of the command line; outside Linux one word, since ps joins them. */
export async function commandLine(pid: number): Promise<readonly string[]> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return text.split('\0').filter(word => word !== '');
  }
  const line = await ps(pid, 'command=');
  return line === '' ? [] : [line];
}

async function ps(pid: number, columns: string): Promise<string> {
  const { stdout } = await execute('ps', ['-o', columns, '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim();
}

/** Whether the pid is taken, be it by a zombie or by another account's process. */
export function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
