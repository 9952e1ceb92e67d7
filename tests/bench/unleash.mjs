// A peer to be measured beside us: Unleash's front-end API, from npm, on a database of its own in the same PostgreSQL.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onServerCore } from './cores.mjs';

const VERSION = '6.10.1';
const FLAG = 'bench';
/** Installed here once, for the bench alone, outside of the workspaces. */
const DIRECTORY = join(tmpdir(), `probity-bench-unleash-${VERSION}`);
/** The unit of the times in /proc: hundredths of a second. */
const TICKS_US = 10_000;

/** A running Unleash with one flag of two variants. */
export class Unleash {
  /** @param {import('node:child_process').ChildProcess} child @param {string} origin @param {string} token */
  constructor(child, origin, token) {
    this.child = child;
    this.url = `${origin}/api/frontend?userId=customer-000017@example.com`;
    this.headers = { authorization: token };
  }

  /** @param {import('./place.mjs').Place} place */
  static async start({ owner, application }) {
    await install();
    await owner.query('create database unleash');
    const database = new URL(application.databaseUrl);
    database.pathname = '/unleash';
    const [admin, frontend] = [secret('*:*'), secret('default:development')];
    const port = await freePort();
    const child = spawn(
      onServerCore.file,
      [...onServerCore.before, 'node_modules/unleash-server/dist/server.js'],
      {
        cwd: DIRECTORY,
        stdio: 'ignore',
        env: {
          ...process.env,
          NODE_ENV: 'production',
          DATABASE_URL: String(database),
          DATABASE_SSL: 'false',
          PORT: String(port),
          HTTP_HOST: '127.0.0.1',
          LOG_LEVEL: 'fatal',
          CHECK_VERSION: 'false',
          SEND_TELEMETRY: 'false',
          INIT_ADMIN_API_TOKENS: admin,
          INIT_FRONTEND_API_TOKENS: frontend,
        },
      },
    );
    const origin = `http://127.0.0.1:${port}`;
    await answering(`${origin}/health`);
    await flagged(origin, admin);
    const unleash = new Unleash(child, origin, frontend);
    await unleash.serving();
    return unleash;
  }

  /** Its front end follows its admin by a few seconds. */
  async serving() {
    for (let tries = 0; tries < 100; tries += 1) {
      const response = await fetch(this.url, { headers: this.headers });
      const { toggles = [] } = /** @type {{ toggles?: { name: string }[] }} */ (await response.json());
      if (toggles.some(({ name }) => name === FLAG)) return;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    throw new Error('Unleash does not serve the flag');
  }

  /** The microseconds of processor time so far. */
  cpu() {
    const text = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICKS_US;
  }

  stop() {
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    return ended;
  }
}

async function install() {
  if (existsSync(join(DIRECTORY, 'node_modules/unleash-server'))) return;
  await mkdir(DIRECTORY, { recursive: true });
  await writeFile(join(DIRECTORY, 'package.json'), '{ "private": true }\n');
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  const { status, stderr } = spawnSync('npm', ['install', ...options, `unleash-server@${VERSION}`], {
    cwd: DIRECTORY,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Unleash could not be installed: ${stderr}`);
}

/** @param {string} scope */
const secret = scope => `${scope}.${randomBytes(16).toString('hex')}`;

/** @returns {Promise<number>} */
function freePort() {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @param {string} url */
async function answering(url) {
  for (let tries = 0; tries < 300; tries += 1) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  throw new Error(`nothing answers at ${url}`);
}

/** One flag for everybody, with two variants of the same weight. @param {string} origin @param {string} token */
async function flagged(origin, token) {
  const features = `${origin}/api/admin/projects/default/features`;
  const environment = `${features}/${FLAG}/environments/development`;
  const variants = ['business-as-usual', 'ai-decisioned'].map(name => ({
    name,
    weight: 500,
    weightType: 'variable',
    stickiness: 'userId',
    payload: { type: 'json', value: '{"template":"picks","slots":3}' },
  }));
  const parameters = { rollout: '100', stickiness: 'userId', groupId: FLAG };
  for (const [url, body] of /** @type {[string, object][]} */ ([
    [features, { name: FLAG, type: 'experiment' }],
    [`${environment}/strategies`, { name: 'flexibleRollout', parameters, variants }],
    [`${environment}/on`, {}],
  ])) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: token, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`Unleash refused ${url}: ${response.status} ${await response.text()}`);
  }
}
