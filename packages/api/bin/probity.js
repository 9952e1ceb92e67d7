#!/usr/bin/env node
// The command line from the sources of the repository: it builds itself when it was never built.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/cli/main.js', import.meta.url);

if (!existsSync(main)) {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', 'api'], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    // What the build says is not data: standard output stays clean.
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
}

// graphql examines every value of every answer for copies of itself unless this is production, and it looks once.
process.env.NODE_ENV ??= 'production';

const { main: run } = await import(main.href);
await run(process.argv.slice(2));
