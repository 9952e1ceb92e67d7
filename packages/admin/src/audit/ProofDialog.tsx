import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useId } from 'react';
import { countedText } from '../fields/numbers';
import { CopyButton } from '../layout/CopyButton';
import { CheckList } from './CheckList';
import type { Proof, ShownEntry } from './proof-checks';
import { ProofFacts } from './ProofFacts';
import type { ProofOfEntry } from './useProof';

interface Props {
  readonly entry: ShownEntry;
  readonly found: ProofOfEntry;
  readonly onClose: () => void;
}

/** What proves an entry, what of it was computed in this browser, and all of it to take along. */
export function ProofDialog({ entry, found, onClose }: Props) {
  const id = useId();
  const { proof, checks } = found;
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullWidth maxWidth="md">
      <DialogTitle id={id} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
        Proof of entry {entry.id}
      </DialogTitle>
      <DialogContent>
        <Typography role="status" sx={{ mb: 2, maxWidth: '70ch' }}>
          {verdictOf(found)}
        </Typography>
        {checks.length > 0 ? <CheckList checks={checks} /> : null}
        {proof ? (
          <Box sx={{ mt: 3 }}>
            <ProofFacts proof={proof} />
          </Box>
        ) : null}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        {proof ? <CopyButton label="Copy as JSON" text={asJson(entry, proof)} /> : null}
        <Button variant="contained" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function verdictOf({ state, proof, checks }: ProofOfEntry): string {
  switch (state) {
    case 'PROVED': {
      const isWhole = checks.every(({ result }) => result === 'HOLDS');
      const size = countedText(proof?.treeSize ?? 0, 'entry', 'entries');
      return `The entry is in the checkpoint of ${size}. This was computed in your browser from the record below${isWhole ? '' : '; what could not be checked here is marked'}.`;
    }
    case 'NOT_PROVED':
      return 'The entry is not proven: what the server sent does not agree with itself. Tell whoever is responsible for the log, and keep the proof.';
    case 'WAITING':
      return 'No checkpoint covers the entry yet. It gets its place within seconds, and a checkpoint soon after; this page asks again by itself.';
    case 'NOT_CHECKED':
      return globalThis.isSecureContext
        ? 'The proof could not be read just now. Open it again in a moment.'
        : 'Browsers compute hashes on pages over HTTPS only, so nothing was checked here. The command “probity audit verify” checks the whole log.';
    case 'CHECKING':
      return 'The proof is being checked…';
  }
}

const asJson = ({ entryId }: ShownEntry, proof: Proof): string =>
  JSON.stringify({ entryId, ...proof }, null, 2);
