// Builds what is out of date: the packages by tsc, which knows by itself, and the admin by the hash of its inputs.
// `node scripts/build.mjs api` leaves the admin out.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export function run(label, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(`${label} failed\n${stdout}${stderr}`);
  process.exit(1);
}

const filesBelow = path =>
  readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));

function adminInputs() {
  const single = ['index.html', 'vite.config.ts', 'package.json'].map(name =>
    join(root, 'packages/admin', name),
  );
  const hash = createHash('sha256');
  for (const path of [
    ...filesBelow('packages/admin/src'),
    ...single,
    join(root, 'package-lock.json'),
  ].sort()) {
    hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function buildAdmin() {
  const mark = join(root, 'packages/admin/dist/.inputs');
  const inputs = adminInputs();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === inputs) return;
  process.stderr.write('building the admin\n');
  run('vite build', 'node_modules/vite/bin/vite.js', 'build', 'packages/admin', '--logLevel', 'warn');
  mkdirSync(join(root, 'packages/admin/dist'), { recursive: true });
  writeFileSync(mark, inputs);
}

export function build({ admin = true } = {}) {
  if (!existsSync(join(root, 'packages/api/dist/cli/main.js'))) process.stderr.write('building the API\n');
  run('tsc', 'node_modules/typescript/bin/tsc', '-b', 'packages/stats', 'packages/api');
  if (admin) buildAdmin();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build({ admin: process.argv[2] !== 'api' });
