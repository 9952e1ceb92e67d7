import type { AuditProofQuery, AuditRowFragment } from '../generated/graphql';
import { hexBytes, hexOf, sha256, textBytes } from './bytes';
import { canonicalJson } from './canonical-json';
import { isSignedBy, readNote } from './checkpoint-note';
import { leafHash, rootFrom } from './inclusion';
import { differencesOf } from './record';

export type Proof = NonNullable<AuditProofQuery['auditProof']>;

/** An entry as it is shown: with before and after where the page has read them. */
export type ShownEntry = AuditRowFragment & { readonly before?: unknown; readonly after?: unknown };

export type CheckResult = 'HOLDS' | 'FAILS' | 'NOT_CHECKED';

/** One thing that was computed here, and what came out. */
export interface ProofCheck {
  readonly what: string;
  readonly result: CheckResult;
  readonly note: string | null;
}

/** Whether this browser can compute what is proved: over plain HTTP, browsers hand out no cryptography. */
export const canVerify = (): boolean => globalThis.crypto?.subtle !== undefined;

/** Computes here what the server says of an entry, step by step, from what is shown to the signature. */
export async function checksOf(proof: Proof, entry: ShownEntry): Promise<ProofCheck[]> {
  return [
    shownCheck(proof, entry),
    ...('before' in entry ? [await contentCheck(proof, entry)] : []),
    await leafCheck(proof),
    await rootCheck(proof),
    ...(await checkpointChecks(proof)),
  ];
}

/** Proved is what nothing speaks against. What could not be checked here is told, and proves nothing. */
export const isProved = (checks: readonly ProofCheck[]): boolean =>
  checks.every(({ result }) => result !== 'FAILS');

const check = (what: string, holds: boolean, note: string | null = null): ProofCheck => ({
  what,
  result: holds ? 'HOLDS' : 'FAILS',
  note,
});

function shownCheck({ record }: Proof, entry: ShownEntry): ProofCheck {
  const different = differencesOf(record, entry);
  const note = different.length > 0 ? `Not as recorded: ${different.join(', ')}.` : null;
  return check('What is shown is what the record says', note === null, note);
}

/** Personal values stand in what was hashed as commitments, so what is shown in their place cannot be hashed here. */
async function contentCheck({ record }: Proof, { before, after }: ShownEntry): Promise<ProofCheck> {
  const what = 'Before and after have the hashes that the record has';
  const { beforeHash, afterHash } = (record ?? {}) as Record<string, unknown>;
  const hashes = await Promise.all([before, after].map(hashOf));
  if (hashes[0] === (beforeHash ?? null) && hashes[1] === (afterHash ?? null)) return check(what, true);
  return {
    what,
    result: 'NOT_CHECKED',
    note: 'They hold personal values, which are recorded as commitments, or are not what was recorded. “Verify now” on the audit log tells which.',
  };
}

const hashOf = async (content: unknown): Promise<string | null> =>
  content === null || content === undefined ? null : hexOf(await sha256(textBytes(canonicalJson(content))));

const leafOf = ({ record }: Proof) => leafHash(textBytes(canonicalJson(record)));

const leafCheck = async (proof: Proof): Promise<ProofCheck> =>
  check('SHA-256 of the record is the hash of its leaf', hexOf(await leafOf(proof)) === proof.leafHash);

async function rootCheck(proof: Proof): Promise<ProofCheck> {
  const { leafIndex, treeSize, hashes, checkpoint } = proof;
  const root = await rootFrom(await leafOf(proof), leafIndex, treeSize, hashes.map(hexBytes));
  const holds = root !== null && hexOf(root) === checkpoint.root && treeSize === checkpoint.size;
  return check('The leaf leads to the root of the checkpoint', holds);
}

async function checkpointChecks({ checkpoint }: Proof): Promise<ProofCheck[]> {
  const note = readNote(checkpoint.text);
  const says = note !== null && note.size === checkpoint.size && note.root === checkpoint.root;
  const signed = note === null ? false : await isSignedBy(note, checkpoint.verifierKey);
  const what = 'The checkpoint is signed with the key below';
  return [
    check('The checkpoint says this root, for so many entries', says),
    signed === null
      ? {
          what,
          result: 'NOT_CHECKED',
          note: 'The signature was not checked here: this browser has no Ed25519.',
        }
      : check(what, signed),
  ];
}
