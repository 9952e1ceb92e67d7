import { ButtonBase } from '@mui/material';
import { useState } from 'react';
import { countText } from '../fields/numbers';
import { Tag } from '../fields/StatusChip';
import type { ShownEntry } from './proof-checks';
import { ProofDialog } from './ProofDialog';
import { type ProofOfEntry, useProof } from './useProof';

const TONES = {
  CHECKING: 'neutral',
  WAITING: 'neutral',
  PROVED: 'success',
  NOT_PROVED: 'error',
  NOT_CHECKED: 'warning',
} as const;

/** Whether an entry is proved, as computed here; pressed, it shows the proof. */
export function ProofBadge({ entry }: { entry: ShownEntry }) {
  const [isOpen, setOpen] = useState(false);
  const found = useProof(entry);
  const words = proofWords(found);
  return (
    <>
      <ButtonBase
        aria-label={`${words}: show the proof`}
        onClick={() => setOpen(true)}
        sx={{ borderRadius: 4, minHeight: 24, fontFamily: 'inherit' }}
      >
        <Tag tone={TONES[found.state]}>{words}</Tag>
      </ButtonBase>
      {isOpen ? <ProofDialog entry={entry} found={found} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function proofWords({ state, proof }: ProofOfEntry): string {
  if (state === 'PROVED' && proof !== null) return `In checkpoint ${countText(proof.treeSize)}`;
  return {
    CHECKING: 'Checking',
    WAITING: 'Waiting',
    PROVED: 'Proved',
    NOT_PROVED: 'Not proven',
    NOT_CHECKED: 'Not checked',
  }[state];
}
