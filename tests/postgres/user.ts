import { expect } from 'vitest';
import type { EmbeddedServer } from '../../packages/api/src/postgres/index.js';
import { type Child, type Compiled, nextLine, startChild } from './child-process.js';

export interface User {
  readonly server: EmbeddedServer;
  /** Prints, after the server, what it is told of the server's progress. */
  readonly child: Child;
  /** Leaves the server in order. */
  leave(): Promise<void>;
  kill(): Promise<void>;
}

/** A process of its own that uses the server on the directory. */
export async function userOf(compiled: Compiled, data: string): Promise<User> {
  const child = startChild(
    compiled,
    `let onProgress = () => undefined;
     const options = { onProgress: message => onProgress(message), restartDelayMs: 20 };
     const server = await postgres.startEmbedded(${JSON.stringify(data)}, options);
     process.once('SIGTERM', () => server.stop().then(() => process.exit(0)));
     print(server);
     onProgress = print;
     await untilKilled();`,
  );
  const server = await nextLine<EmbeddedServer>(child);
  const end = (signal: NodeJS.Signals) => {
    child.process.kill(signal);
    return child.ended();
  };
  const leave = async () => expect(await end('SIGTERM')).toEqual({ status: 0, errors: '' });
  return { server, child, leave, kill: async () => void (await end('SIGKILL')) };
}

/** Waits until the user is told something, and returns it. */
export async function heardBy({ child }: User, what: RegExp): Promise<string> {
  for (;;) {
    const line = await nextLine<string>(child);
    if (what.test(line)) return line;
  }
}
