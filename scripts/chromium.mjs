// Finds a Chromium for the browser tests and the screenshots; never goes on without one in silence.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const isRoot = process.getuid?.() === 0;

/** Flags that make a browser quiet: no sandbox where root has none, and no requests of its own. */
export const LAUNCH_FLAGS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium.
 *
 * @param {{ install: boolean }} options whether one may be installed when there is none
 * @returns {Promise<string>}
 */
export async function findChromium({ install }) {
  const present = fromEnvironment() ?? inPath() ?? (await ofPlaywright());
  if (present) return tell('using', present);
  if (!install) {
    throw new Error(
      'there is no Chromium: install one, set CHROMIUM_PATH to it, or run "node scripts/chromium.mjs"',
    );
  }
  const installed = byPackageManager() ?? (await byPlaywright());
  if (installed) return tell('installed', installed);
  throw new Error(
    'no Chromium could be installed: neither "apt-get install chromium" nor the download of Playwright worked; ' +
      'install one by hand and set CHROMIUM_PATH to it',
  );
}

function tell(verb, path) {
  process.stderr.write(`chromium: ${verb} ${path}\n`);
  return path;
}

function fromEnvironment() {
  const path = process.env.CHROMIUM_PATH;
  if (!path) return null;
  if (existsSync(path)) return path;
  throw new Error(`CHROMIUM_PATH names ${path}, and there is no such file`);
}

function inPath() {
  for (const name of NAMES) {
    const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (status === 0 && stdout.trim()) return stdout.trim();
  }
  return null;
}

function byPackageManager() {
  if (!isRoot || spawnSync('sh', ['-c', 'command -v apt-get']).status !== 0) return null;
  process.stderr.write('chromium: none found, installing the Debian package\n');
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', process.stderr, process.stderr],
  };
  try {
    execFileSync('apt-get', ['update'], options);
    execFileSync('apt-get', ['install', '-y', 'chromium'], options);
  } catch {
    process.stderr.write('chromium: the Debian package could not be installed\n');
  }
  return inPath();
}

async function byPlaywright() {
  process.stderr.write('chromium: downloading the build that Playwright keeps\n');
  const cli = fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url));
  try {
    execFileSync(process.execPath, [cli, 'install', 'chromium-headless-shell'], {
      stdio: ['ignore', process.stderr, process.stderr],
    });
  } catch {
    process.stderr.write('chromium: the download failed\n');
  }
  return ofPlaywright();
}

/** The build that Playwright downloaded at some time, if it did: a folder beside that of its full Chromium. */
async function ofPlaywright() {
  const { chromium } = await import('playwright-core');
  const store = resolve(chromium.executablePath(), '../../..');
  if (!existsSync(store)) return null;
  const builds = readdirSync(store).filter(name => name.startsWith('chromium_headless_shell-'));
  const files = builds.flatMap(build =>
    readdirSync(join(store, build), { recursive: true }).map(name => join(store, build, name)),
  );
  return files.find(file => ['headless_shell', 'chrome-headless-shell'].includes(basename(file))) ?? null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(`${await findChromium({ install: true })}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
