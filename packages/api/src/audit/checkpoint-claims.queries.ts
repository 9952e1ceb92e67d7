import type { KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { checkpointsAfter, faultOf } from './checkpoint.facts.js';
import { type Checkpoint, readCheckpoint } from './checkpoint.rules.js';
import { type Claim, disagrees, endsEarly } from './export-verifier.rules.js';
import { type Finding, finding } from './finding.rules.js';

import { hashesOfRanges } from './tree.queries.js';

/** A checkpoint that lies outside the database. */
export interface OutsideCheckpoint {
  readonly name: string;
  readonly text: string;
}

export interface ClaimsChecked {
  readonly checked: number;
  readonly finding: Finding | null;
}

interface Asked {
  readonly size: number;
  readonly publicKey: KeyObject;
}

/** So many roots are computed by one question. */
const BATCH = 500;

/** Whether the tree of `size` leaves has every root that was signed and kept in the database. */
export async function checkStored(manager: EntityManager, asked: Asked, since = 0): Promise<ClaimsChecked> {
  let [checked, confirmed] = [0, since];
  for (;;) {
    const rows = await checkpointsAfter(manager, confirmed, BATCH);
    if (rows.length === 0) return { checked, finding: null };
    const forged = rows.findIndex(row => faultOf(row, asked.publicKey) !== null);
    const claims = rows
      .slice(0, forged < 0 ? rows.length : forged)
      .map((row): Claim => ({ layer: 'ROOT', name: `the checkpoint of size ${row.size}`, checkpoint: row }));
    const wrong = await firstWrong(manager, claims, asked.size, confirmed);
    if (wrong) return { checked, finding: wrong };
    const row = rows[forged];
    if (row)
      return {
        checked,
        finding: finding('SIGNATURE', `the checkpoint of size ${row.size}: ${faultOf(row, asked.publicKey)}`),
      };
    checked += rows.length;
    confirmed = rows.at(-1)?.size ?? confirmed;
  }
}

/** Whether the tree of `size` leaves has every root that was handed out. */
export async function checkOutside(
  manager: EntityManager,
  { size, publicKey }: Asked,
  outside: readonly OutsideCheckpoint[],
): Promise<ClaimsChecked> {
  const claims: Claim[] = [];
  for (const { name, text } of outside) {
    const read = checkpointOrFault(text, publicKey);
    if (typeof read === 'string') return { checked: 0, finding: finding('SIGNATURE', `${name}: ${read}`) };
    claims.push({ layer: 'OUTSIDE', name, checkpoint: read });
  }
  const sorted = claims.toSorted((a, b) => a.checkpoint.size - b.checkpoint.size);
  let [checked, confirmed] = [0, 0];
  for (; checked < sorted.length; checked += BATCH) {
    const batch = sorted.slice(checked, checked + BATCH);
    const wrong = await firstWrong(manager, batch, size, confirmed);
    if (wrong) return { checked, finding: wrong };
    confirmed = batch.at(-1)?.checkpoint.size ?? confirmed;
  }
  return { checked: sorted.length, finding: null };
}

/** The first claim that the tree does not bear out; they are in the order of their sizes. */
async function firstWrong(
  manager: EntityManager,
  claims: readonly Claim[],
  size: number,
  since: number,
): Promise<Finding | null> {
  const within = claims.filter(({ checkpoint }) => checkpoint.size <= size);
  const roots = await hashesOfRanges(
    manager,
    within.map(({ checkpoint }) => ({ from: 0, to: checkpoint.size })),
  );
  const at = within.findIndex(({ checkpoint }, index) => !roots[index]?.equals(checkpoint.root));
  const wrong = within[at];
  if (wrong) return disagrees(wrong, within[at - 1]?.checkpoint.size ?? since);
  const beyond = claims[within.length];
  return beyond ? endsEarly(beyond, size) : null;
}

function checkpointOrFault(text: string, publicKey: KeyObject): Checkpoint | string {
  try {
    return readCheckpoint(text, publicKey);
  } catch (error) {
    return (error as Error).message;
  }
}
