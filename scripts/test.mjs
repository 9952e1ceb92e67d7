// The whole test run, from a fresh clone on: builds, checks, provides a Chromium, then runs every test.
// `npm test -- --project stats` and the like pass on to vitest.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function step(label, args, environment = {}) {
  process.stdout.write(`\n${label}\n`);
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) process.exit(status ?? 1);
}

build();
step('checks', ['scripts/check.mjs']);
const chromium = await findChromium({ install: true });
step('tests', ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  CHROMIUM_PATH: chromium,
});
