import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../packages/api/bin/probity.js', import.meta.url));

/** A Probity in a process of its own. */
export interface Serving {
  readonly url: string;
  /** As a power cut would: nothing is finished, nothing is said. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the command line on a data directory, and waits until it says where it listens. */
export async function serve(dataDirectory: string): Promise<Serving> {
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--no-demo'], {
    env: { PATH: process.env.PATH, PROBITY_DATA_DIR: dataDirectory, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  try {
    const url = await announcedUrl(child);
    return { url, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
}

function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let [output, errors] = ['', ''];
    const timer = setTimeout(() => reject(new Error(`not serving in time: ${output}${errors}`)), 30_000);
    child.stderr?.on('data', chunk => (errors += String(chunk)));
    child.stdout?.on('data', chunk => {
      output += String(chunk);
      const url = /runs at\s+(http:\S+)\s/.exec(output)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once('exit', status => {
      clearTimeout(timer);
      reject(new Error(`ended with ${status} before it served: ${output}${errors}`));
    });
  });
}
