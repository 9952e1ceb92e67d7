import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Application } from '../../application.js';
import type { OutsideCheckpoint } from '../../audit/checkpoint-claims.queries.js';
import { treeSize } from '../../audit/tree.queries.js';
import { type Verification, verifyLog } from '../../audit/verification.queries.js';
import { progressBar } from '../progress-bar.js';
import { operatorDoors, withApplication } from '../with-application.js';
import type { Verdict } from './verify.js';

/** Verifies the log of this installation, and that it agrees with every checkpoint that was copied out of the database. */
export async function verifyDatabase(): Promise<Verdict> {
  const { finding, ...seen } = await withApplication(verification);
  return { finding, told: seen, words: wordsOf(seen) };
}

async function verification(application: Application): Promise<Verification> {
  const { look } = await operatorDoors(application);
  // Before the database is looked at: what is signed meanwhile must not seem to be missing there.
  const outside = await checkpointsIn(application.config.checkpointDirectory);
  const { publicKey } = application.signingKey;
  const bar = await progressBar(await treeSize(look.manager), 'entries');
  try {
    return await look.manager.transaction('REPEATABLE READ', manager =>
      verifyLog(manager, { publicKey, outside, onProgress: entries => bar.advance(entries) }),
    );
  } finally {
    bar.stop();
  }
}

async function checkpointsIn(directory: string | null): Promise<OutsideCheckpoint[]> {
  if (directory === null) return [];
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter(name => name === 'latest' || /^checkpoint-\d+$/.test(name)).toSorted();
  return Promise.all(
    files.map(async name => ({
      name: join(directory, name),
      text: await readFile(join(directory, name), 'utf8'),
    })),
  );
}

const COUNT = new Intl.NumberFormat('en');

function wordsOf({ entries, checkpoints, outside, waiting }: Omit<Verification, 'finding'>): string[] {
  return [
    `${COUNT.format(entries)} entries are as they were written, in the order that they got`,
    `${COUNT.format(checkpoints)} checkpoints in the database and ${COUNT.format(outside)} outside agree with them`,
    'every governed row has the version that its entries lead to',
    ...(waiting > 0 ? [`${COUNT.format(waiting)} entries wait for their place: probity serve gives it`] : []),
  ];
}
