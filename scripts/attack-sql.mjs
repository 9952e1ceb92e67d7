// Lets sqlmap (https://sqlmap.org, Debian: sqlmap) try every text that the API takes, and a hole that was made for it
// and that it has to find. Exits 3 where there is no sqlmap: nothing was tried then.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { stdout } = spawnSync('sh', ['-c', 'command -v sqlmap'], { encoding: 'utf8' });
const sqlmap = stdout.trim();
if (sqlmap === '') {
  process.stderr.write('there is no sqlmap: install it ("apt-get install sqlmap"); nothing was tried\n');
  process.exit(3);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'api', 'tests/attacks/injection.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SQLMAP: sqlmap } },
);
process.exit(status ?? 1);
