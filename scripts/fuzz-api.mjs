// Sends 50,000 random documents to the API, or as many as the first argument says; the second is the seed. Every answer
// has to be an answer or a refusal, and none a fault of ours.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [operations = '50000', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);
process.stderr.write(`${operations} documents, seed ${seed}\n`);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'api', 'tests/attacks/fuzz.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_OPERATIONS: operations, FUZZ_SEED: seed } },
);
process.exit(status ?? 1);
