import type { KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type CheckpointRow, checkpointsAfter, faultOf } from './checkpoint.facts.js';
import { readCheckpoint } from './checkpoint.rules.js';
import { type Claim, disagrees, endsEarly } from './export-verifier.rules.js';
import { type Finding, finding } from './finding.rules.js';
import { hashesOfRanges } from './tree.queries.js';

/** A checkpoint that lies outside the database. */
export interface OutsideCheckpoint {
  readonly name: string;
  readonly text: string;
}

/** Some at a time, smaller ones first. */
export type OutsideCheckpoints =
  | Iterable<readonly OutsideCheckpoint[]>
  | AsyncIterable<readonly OutsideCheckpoint[]>;

export interface ClaimsChecked {
  readonly checked: number;
  readonly finding: Finding | null;
}

interface Asked {
  readonly size: number;
  /** The key of today, and those of before. */
  readonly publicKeys: readonly KeyObject[];
}

/** A checkpoint of which the signature is right, or what is wrong with it. */
type Read = Claim | Finding;

/** So many roots are computed by one question. */
const BATCH = 500;

/** Whether the tree has every root that was signed and kept in the database. */
export const checkStored = (manager: EntityManager, asked: Asked): Promise<ClaimsChecked> =>
  checked(manager, asked.size, stored(manager, asked.publicKeys));

/** Whether the tree has every root that was handed out. */
export const checkOutside = (
  manager: EntityManager,
  { size, publicKeys }: Asked,
  outside: OutsideCheckpoints,
): Promise<ClaimsChecked> => checked(manager, size, handedOut(outside, publicKeys));

async function checked(
  manager: EntityManager,
  size: number,
  batches: AsyncIterable<Read[]>,
): Promise<ClaimsChecked> {
  let [count, confirmed] = [0, 0];
  for await (const batch of batches) {
    const forged = batch.find(read => !('checkpoint' in read)) as Finding | undefined;
    const claims = batch.slice(0, forged ? batch.indexOf(forged) : batch.length) as Claim[];
    const wrong = (await firstWrong(manager, claims, size, confirmed)) ?? forged ?? null;
    if (wrong) return { checked: count, finding: wrong };
    count += claims.length;
    confirmed = claims.at(-1)?.checkpoint.size ?? confirmed;
  }
  return { checked: count, finding: null };
}

async function* stored(manager: EntityManager, keys: readonly KeyObject[]): AsyncGenerator<Read[]> {
  for (let rows = await checkpointsAfter(manager, 0, BATCH); rows.length > 0; ) {
    yield rows.map(row => storedClaim(row, keys));
    rows = await checkpointsAfter(manager, rows.at(-1)?.size ?? 0, BATCH);
  }
}

function storedClaim(row: CheckpointRow, keys: readonly KeyObject[]): Read {
  const name = `the checkpoint of size ${row.size}`;
  const faults = keys.map(key => faultOf(row, key));
  return faults.includes(null)
    ? { layer: 'ROOT', name, checkpoint: row }
    : finding('SIGNATURE', `${name}: ${faults[0]}`);
}

async function* handedOut(outside: OutsideCheckpoints, keys: readonly KeyObject[]): AsyncGenerator<Read[]> {
  for await (const batch of outside) yield batch.map(one => outsideClaim(one, keys));
}

function outsideClaim({ name, text }: OutsideCheckpoint, keys: readonly KeyObject[]): Read {
  const faults: string[] = [];
  for (const key of keys) {
    try {
      return { layer: 'OUTSIDE', name, checkpoint: readCheckpoint(text, key) };
    } catch (error) {
      faults.push((error as Error).message);
    }
  }
  return finding('SIGNATURE', `${name}: ${faults[0]}`);
}

/** The first claim that the tree does not bear out. */
async function firstWrong(
  manager: EntityManager,
  claims: readonly Claim[],
  size: number,
  since: number,
): Promise<Finding | null> {
  const within = claims.filter(({ checkpoint }) => checkpoint.size <= size);
  const ranges = within.map(({ checkpoint }) => ({ from: 0, to: checkpoint.size }));
  const roots = await hashesOfRanges(manager, ranges);
  const at = within.findIndex(({ checkpoint }, index) => !roots[index]?.equals(checkpoint.root));
  const wrong = within[at];
  if (wrong) return disagrees(wrong, within[at - 1]?.checkpoint.size ?? since);
  const beyond = claims.find(({ checkpoint }) => checkpoint.size > size);
  return beyond ? endsEarly(beyond, size) : null;
}
