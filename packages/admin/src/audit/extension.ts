import type { AuditCheckpointQuery, AuditConsistencyQuery } from '../generated/graphql';
import { hexBytes } from './bytes';
import { isSignedBy, readNote } from './checkpoint-note';
import { isExtension } from './consistency';
import { canVerify } from './proof-checks';
import type { SeenCheckpoint } from './seen-checkpoint';

type Checkpoint = NonNullable<AuditCheckpointQuery['auditCheckpoint']>;
type Consistency = NonNullable<AuditConsistencyQuery['auditConsistency']>;

/** Whether the log extends the checkpoint that this browser saw before, as computed here. */
export type Extension =
  /** This browser saw none before. */
  | { readonly state: 'FIRST'; readonly now: Checkpoint }
  | { readonly state: 'EXTENDS'; readonly seen: SeenCheckpoint; readonly now: Checkpoint }
  | {
      readonly state: 'DIFFERS';
      readonly seen: SeenCheckpoint | null;
      readonly now: Checkpoint;
      readonly why: string;
    }
  /** There is no checkpoint yet, or this browser cannot compute. */
  | { readonly state: 'NOT_CHECKED' };

export interface CheckpointQuestions {
  readonly newest: () => Promise<Checkpoint | null>;
  readonly consistency: (oldSize: number) => Promise<Consistency | null>;
}

/** Compares the newest checkpoint with the one seen before. What the server says is not believed, but computed. */
export async function extensionOf(
  seen: SeenCheckpoint | null,
  { newest, consistency }: CheckpointQuestions,
): Promise<Extension> {
  const first = canVerify() ? await newest() : null;
  if (first === null) return { state: 'NOT_CHECKED' };
  if (seen === null) {
    const why = await fault(first, first.verifierKey);
    return why === null ? { state: 'FIRST', now: first } : { state: 'DIFFERS', seen, now: first, why };
  }
  if (first.size < seen.size) {
    return { state: 'DIFFERS', seen, now: first, why: 'it covers fewer entries' };
  }
  const proof = await consistency(seen.size);
  const now = proof?.checkpoint ?? first;
  const why = proof === null ? 'there is no proof' : await contradiction(seen, proof);
  return why === null ? { state: 'EXTENDS', seen, now } : { state: 'DIFFERS', seen, now, why };
}

async function contradiction(
  seen: SeenCheckpoint,
  { hashes, checkpoint }: Consistency,
): Promise<string | null> {
  const isGrown = await isExtension(
    { size: seen.size, root: hexBytes(seen.root) },
    { size: checkpoint.size, root: hexBytes(checkpoint.root) },
    hashes.map(hexBytes),
  );
  return isGrown
    ? fault(checkpoint, seen.verifierKey)
    : 'its first entries are not the ones that were signed then';
}

/** What is wrong with a checkpoint by itself. A browser without Ed25519 takes the signature as it is. */
async function fault({ text, size, root }: Checkpoint, verifierKey: string): Promise<string | null> {
  const note = readNote(text);
  if (note === null || note.size !== size || note.root !== root)
    return 'it says something else than it signed';
  return (await isSignedBy(note, verifierKey)) === false ? 'it is signed with another key' : null;
}
