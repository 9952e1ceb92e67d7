import { useGetOne } from 'ra-core';
import { useEffect, useState } from 'react';
import { type Proof, type ProofCheck, type ShownEntry, canVerify, checksOf, isProved } from './proof-checks';

const AGAIN_MS = 2000;

interface Answer {
  readonly id: string;
  readonly proof: Proof | null;
}

export type ProofState = 'CHECKING' | 'WAITING' | 'PROVED' | 'NOT_PROVED' | 'NOT_CHECKED';

export interface ProofOfEntry {
  readonly state: ProofState;
  readonly proof: Proof | null;
  readonly checks: readonly ProofCheck[];
}

/** The proof of an entry, computed here. It is asked for again until a checkpoint covers the entry. */
export function useProof(entry: ShownEntry): ProofOfEntry {
  const { data, error } = useGetOne<Answer>(
    'proofs',
    { id: entry.entryId },
    { refetchInterval: query => (query.state.data?.proof === null ? AGAIN_MS : false) },
  );
  const proof = data?.proof ?? null;
  const checks = useChecks(proof, entry);
  return { state: stateOf(data, error, checks), proof, checks: checks ?? [] };
}

function stateOf(data: Answer | undefined, error: unknown, checks: ProofCheck[] | null): ProofState {
  if (!canVerify() || (error && !data)) return 'NOT_CHECKED';
  if (!data) return 'CHECKING';
  if (data.proof === null) return 'WAITING';
  if (checks === null) return 'CHECKING';
  return isProved(checks) ? 'PROVED' : 'NOT_PROVED';
}

/** The checks of this proof for this entry; null until they are computed. */
function useChecks(proof: Proof | null, entry: ShownEntry): ProofCheck[] | null {
  const [done, setDone] = useState<{ proof: Proof; entry: ShownEntry; checks: ProofCheck[] } | null>(null);
  useEffect(() => {
    if (proof === null || !canVerify()) return undefined;
    let isWanted = true;
    void checksOf(proof, entry).then(checks => {
      if (isWanted) setDone({ proof, entry, checks });
    });
    return () => {
      isWanted = false;
    };
  }, [proof, entry]);
  return done?.proof === proof && done?.entry === entry ? done.checks : null;
}
