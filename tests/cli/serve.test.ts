import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Client } from '../support/client.js';
import { endServer } from '../postgres/temporary.js';
import { freshDatabase } from '../support/postgres.js';
import { type Running, probity, startProbity } from './probity.js';

interface Served {
  readonly running: Running;
  readonly url: string;
  readonly token: string;
}

/** A server on a database of its own, ended afterwards if the test has not ended it. */
async function withServer(work: (served: Served) => Promise<void>, args = ['--no-demo']): Promise<void> {
  const { url: databaseUrl, drop } = await freshDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'probity-serve-'));
  const environment = { DATABASE_URL: databaseUrl, PROBITY_DATA_DIR: directory, LOG_LEVEL: 'warn' };
  const running = startProbity(['serve', '--port', '0', ...args], environment);
  try {
    const greeting = await vi.waitFor(
      () => {
        const { output, errors } = running.soFar();
        expect(output, errors).toContain('To stop');
        return output;
      },
      { timeout: 60_000, interval: 10 },
    );
    const [, url = '', token = ''] = /Sign in at\s+(http:\S+)\/#\/sign-in\?token=(\S+)/.exec(greeting) ?? [];
    expect(greeting).toContain(`Probity runs at   ${url}\n`);
    expect(greeting).toContain(directory);
    await work({ running, url, token });
  } finally {
    running.process.kill('SIGKILL');
    await running.finished();
    await rm(directory, { recursive: true });
    await drop();
  }
}

/** A connection on which a request has begun that lacks the end of its body. */
async function halfARequest(url: string, body: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const [head, tail] = [body.slice(0, 5), body.slice(5)];
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\n\r\n${head}`,
  );
  await new Promise(resolve => socket.once('connect', resolve));
  // A request on another connection is answered only after the server has seen this one.
  await (await fetch(`${url}/livez`)).text();
  return { socket, finish: () => (socket.write(tail), text(socket)) };
}

const saysThatItStops = ({ running }: Served) =>
  vi.waitFor(() => expect(running.soFar().errors).toContain('stopping'), { timeout: 60_000, interval: 5 });

describe('a server started at the command line', () => {
  it('prints a link that signs the owner in, once', async () => {
    await withServer(async ({ url, token }) => {
      const signIn = 'mutation ($token: String!) { signIn(token: $token) { name roles } }';

      const viewer = await new Client(url).ask(signIn, { token });

      expect(viewer).toEqual({ name: 'Owner', roles: ['administrator'] });
      expect(await new Client(url).refusal(signIn, { token })).toMatchObject({ rule: 'link-used' });
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends in order on %s, and answers what is under way',
    async signal => {
      await withServer(async served => {
        const { running, url } = served;
        const half = await halfARequest(url, JSON.stringify({ query: '{ __typename }' }));
        running.process.kill(signal);
        await saysThatItStops(served);

        expect(await half.finish()).toContain('{"data":{"__typename":"Query"}}');
        expect(await running.finished()).toMatchObject({ status: 0 });
      });
    },
  );

  it('ends at once on a second signal', async () => {
    await withServer(async served => {
      await halfARequest(served.url, JSON.stringify({ query: '{ __typename }' }));
      served.running.process.kill('SIGTERM');
      await saysThatItStops(served);
      served.running.process.kill('SIGTERM');

      expect(await served.running.finished()).toMatchObject({ status: 130 });
    });
  });

  it('brings its own PostgreSQL, shares it with the commands beside it, and takes it along', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'probity-serve-'));
    const environment = { PROBITY_DATA_DIR: directory, PROBITY_DEMO: '0', PORT: '0', LOG_LEVEL: 'warn' };
    onTestFinished(async () => {
      await endServer(join(directory, 'postgres'));
      await rm(directory, { recursive: true });
    });
    const running = startProbity(['serve'], environment);
    await vi.waitFor(() => expect(running.soFar().output).toContain('To stop'), {
      timeout: 60_000,
      interval: 20,
    });

    const beside = await probity(
      ['keys', 'create', '--name', 'beside', '--role', 'esp', '--json'],
      environment,
    );
    running.process.kill('SIGTERM');
    const ended = await running.finished();
    const alone = await probity(['keys', 'list'], environment);

    expect([beside.status, ended.status, alone.status]).toEqual([0, 0, 0]);
    expect(alone.output).toContain('beside');
    expect(await readdir(join(directory, 'postgres'))).not.toContain('postmaster.pid');
  });

  it('goes on when nobody reads what it prints', async () => {
    await withServer(async ({ running, url }) => {
      running.process.stdout.destroy();
      running.process.stderr.destroy();

      expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ok' });
      running.process.kill('SIGTERM');
      expect(await running.finished()).toMatchObject({ status: 0 });
    });
  });

  it('says that its port is taken before it touches anything', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const directory = await mkdtemp(join(tmpdir(), 'probity-serve-'));

    const run = await probity(['serve', '--port', String(port)], { PROBITY_DATA_DIR: directory });

    expect(run).toEqual({
      status: 1,
      output: '',
      errors: `error [port-in-use]: port ${port} of 127.0.0.1 is taken: choose another with --port N\n`,
    });
    expect(await readdir(directory)).toEqual([]);
    await new Promise(resolve => other.close(resolve));
    await rm(directory, { recursive: true });
  });

  it.each([
    [['--port', 'http'], {}, 2, 'error [bad-port]: --port is a number'],
    [[], { PORT: '70000' }, 2, 'error [configuration]: PORT is a number'],
    [['--host', '203.0.113.1', '--port', '4999'], {}, 1, 'error [no-such-host]: this machine has no address'],
    [['--porr', '1'], {}, 2, "error [usage]: unknown option '--porr'\n(Did you mean --port?)"],
  ])('does not start with %s and %s', async (args, environment, status, errors) => {
    const run = await probity(['serve', ...args], environment);

    expect(run).toMatchObject({ status, output: '' });
    expect(run.errors).toContain(errors);
  });
});
