// Development: tsc watches, the API restarts with what it writes, and vite serves the admin with a proxy to the API.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
build({ admin: false });

const children = [
  ['node_modules/typescript/bin/tsc', '-b', '-w', '--preserveWatchOutput', 'packages/api'],
  [
    '--watch-path=packages/api/dist',
    '--watch-path=packages/stats/dist',
    'packages/api/bin/probity.js',
    'serve',
  ],
  ['node_modules/vite/bin/vite.js', 'packages/admin'],
].map(args => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));

const stop = () => children.forEach(child => child.kill('SIGTERM'));
process.once('SIGINT', stop).once('SIGTERM', stop);
for (const child of children) child.once('exit', stop);
