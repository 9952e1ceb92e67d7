// Everything that is checked without running the product: types, lint, format, and the committed copies of what is
// generated. Prints what failed; exits 1 if anything did.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const BIN = 'node_modules';

const CHECKS = [
  [
    'types',
    process.execPath,
    `${BIN}/typescript/bin/tsc`,
    '-b',
    'packages/stats',
    'packages/api',
    'packages/admin',
    'tests',
  ],
  ['lint', `${BIN}/.bin/oxlint`, '--type-aware', '--deny-warnings', 'packages', 'tests', 'scripts'],
  ['format', `${BIN}/.bin/biome`, 'format', '.'],
  ["the admin's generated types", process.execPath, 'scripts/types.mjs', '--check'],
];

let failed = 0;
for (const [label, command, ...args] of CHECKS) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${label}\n`);
  if (status !== 0) {
    failed += 1;
    process.stdout.write(`${stdout}${stderr}\n`);
  }
}
process.exit(failed === 0 ? 0 : 1);
