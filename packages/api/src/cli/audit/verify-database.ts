import type { KeyObject } from 'node:crypto';
import type { Application } from '../../application.js';
import { treeSize } from '../../audit/tree.queries.js';
import { type Verification, verifyLog } from '../../audit/verification.queries.js';
import { progressBar } from '../progress-bar.js';
import { operatorDoors, withApplication } from '../with-application.js';
import { copiesIn } from './copies.js';
import { publicKeyOf } from './key-file.js';
import type { Verdict } from './verify.js';

/**
 * Verifies the log of this installation, and that it agrees with every checkpoint that was copied out of the database.
 *
 * @param olderKey a file with the key that checkpoints of before were signed with
 */
export async function verifyDatabase(olderKey: string | undefined): Promise<Verdict> {
  const olderKeys = olderKey === undefined ? [] : [await publicKeyOf(olderKey)];
  const { finding, ...seen } = await withApplication(application => verification(application, olderKeys));
  return { finding, told: seen, words: wordsOf(seen) };
}

async function verification(
  application: Application,
  olderKeys: readonly KeyObject[],
): Promise<Verification> {
  const { look } = await operatorDoors(application);
  // Before the database is looked at: what is signed meanwhile must not seem to be missing there.
  const outside = await copiesIn(application.config.checkpointDirectory);
  const publicKeys = [application.signingKey.publicKey, ...olderKeys];
  const bar = await progressBar(await treeSize(look.manager), 'entries');
  const onProgress = (entries: number) => bar.advance(entries);
  try {
    return await look.manager.transaction('REPEATABLE READ', manager =>
      verifyLog(manager, { publicKeys, outside, onProgress }),
    );
  } finally {
    bar.stop();
  }
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
