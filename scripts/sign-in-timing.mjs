// Whether the time of a refusal tells who has an account: verifies a wrong password for somebody and for nobody, in
// turns, and prints both medians. `node scripts/build.mjs api && node scripts/sign-in-timing.mjs [rounds]`
import { hashPassword, isPassword } from '../packages/api/dist/access/password/hash.js';

const rounds = Number(process.argv[2] ?? 1_000);
const passwordHash = await hashPassword('correct horse battery staple');
const times = { somebody: [], nobody: [] };

for (let round = 0; round < rounds; round += 1) {
  for (const [who, hash] of [
    ['somebody', passwordHash],
    ['nobody', null],
  ]) {
    const from = performance.now();
    await isPassword(hash, 'not the password at all');
    times[who].push(performance.now() - from);
  }
}

const median = values => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const [somebody, nobody] = [median(times.somebody), median(times.nobody)];
const apart = Math.abs(somebody - nobody);
process.stdout.write(
  `somebody ${somebody.toFixed(2)} ms, nobody ${nobody.toFixed(2)} ms, apart ${apart.toFixed(2)} ms\n`,
);
