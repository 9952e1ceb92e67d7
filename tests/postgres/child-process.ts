import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { transformWithOxc } from 'vite';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = join(REPOSITORY, 'packages/api/src/postgres');

export interface Compiled {
  /** The module's index.js, for import() in a process of its own. */
  readonly index: string;
  remove(): Promise<void>;
}

/** The sources as they are now for node to run; `dist` may be of another day. As many levels deep as the sources. */
export async function compilePostgres(): Promise<Compiled> {
  const place = join(REPOSITORY, '.cache/children', randomUUID());
  const directory = join(place, 'postgres');
  await mkdir(directory, { recursive: true });
  for (const name of await readdir(SOURCES)) {
    const path = join(SOURCES, name);
    const { code } = await transformWithOxc(await readFile(path, 'utf8'), path, { sourcemap: false });
    await writeFile(join(directory, name.replace(/\.ts$/, '.js')), code);
  }
  return { index: join(directory, 'index.js'), remove: () => rm(place, { recursive: true, force: true }) };
}

export interface Child {
  readonly process: ChildProcess;
  /** What it has printed in each line, as JSON. */
  readonly lines: AsyncIterator<unknown>;
  /** Standard error, once it has ended. */
  ended(): Promise<{ status: number | null; errors: string }>;
}

/** Runs a script, with the compiled module as `postgres`, in a process and process group of its own. */
export function startChild(
  compiled: Compiled,
  script: string,
  account: { uid?: number; gid?: number } = {},
): Child {
  const source = `import * as postgres from ${JSON.stringify(compiled.index)};
    const print = value => console.log(JSON.stringify(value));
    const untilKilled = () => new Promise(() => setInterval(() => {}, 1000));
    ${script}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    ...account,
    cwd: REPOSITORY,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', chunk => (errors += String(chunk)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<{ status: number | null; errors: string }>(resolve => {
    child.on('close', status => resolve({ status, errors }));
  });
  return { process: child, lines: parsed(lines), ended: () => ended };
}

async function* parsed(lines: AsyncIterator<string>): AsyncGenerator<unknown> {
  for (let line = await lines.next(); line.done !== true; line = await lines.next())
    yield JSON.parse(line.value);
}

/** The next line that the child prints; an error with what it complained of when it prints none. */
export async function nextLine<T>(child: Child): Promise<T> {
  const { value, done } = await child.lines.next();
  if (done === true) throw new Error(`the child printed nothing: ${(await child.ended()).errors}`);
  return value as T;
}
