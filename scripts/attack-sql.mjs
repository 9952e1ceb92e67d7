// Lets sqlmap (https://sqlmap.org, Debian: sqlmap) try every text that the API takes, and a hole that was made for it
// and that it has to find. Takes a quarter of an hour where nothing else runs. Exits 3 where there is no sqlmap: nothing
// was tried then; and 4 where it took longer than two hours, and was ended.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { stdout } = spawnSync('sh', ['-c', 'command -v sqlmap'], { encoding: 'utf8' });
const sqlmap = stdout.trim();
if (sqlmap === '') {
  process.stderr.write('there is no sqlmap: install it ("apt-get install sqlmap"); nothing was tried\n');
  process.exit(3);
}
const LONGEST_MS = 2 * 3_600_000;
const { status, error } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'api',
    '--reporter=verbose',
    'tests/attacks/injection.test.ts',
  ],
  { cwd: root, stdio: 'inherit', timeout: LONGEST_MS, env: { ...process.env, SQLMAP: sqlmap } },
);
if (error) process.stderr.write(`not all was tried: ${error.message}\n`);
process.exit(error ? 4 : (status ?? 1));
