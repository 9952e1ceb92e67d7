import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { Instant } from '../fields/Ago';
import { countedText } from '../fields/numbers';
import { CopyButton } from '../layout/CopyButton';
import type { Extension } from './extension';
import { Outcome } from './Outcome';
import { keepCheckpoint } from './seen-checkpoint';

const covering = (size: number): string => `the checkpoint of ${countedText(size, 'entry', 'entries')}`;

/** What this browser computed of the log's past: that nothing it saw before was altered or taken away. */
export function ExtensionVerdict({ extension }: { extension: Extension }) {
  switch (extension.state) {
    case 'NOT_CHECKED':
      return (
        <Outcome severity="warning" title="The past was not compared.">
          {globalThis.isSecureContext
            ? 'There is no checkpoint yet, so there is nothing to remember for the next time.'
            : 'Browsers compute hashes on pages over HTTPS only. “probity audit verify” compares with any older checkpoint.'}
        </Outcome>
      );
    case 'FIRST':
      return (
        <Outcome severity="info" title="This browser saw no checkpoint before.">
          It remembers {covering(extension.now.size)}, and tells from the next time on whether the log goes on
          from there.
        </Outcome>
      );
    case 'EXTENDS':
      return (
        <Outcome severity="success" title="The log goes on from what this browser saw before.">
          This browser computed that nothing of {covering(extension.seen.size)}, signed{' '}
          <Instant at={extension.seen.at} />, was altered or taken away since. It remembers{' '}
          {covering(extension.now.size)} now.
        </Outcome>
      );
    case 'DIFFERS':
      return <Difference difference={extension} />;
  }
}

/** The one time at which two checkpoints contradict each other: both are evidence, so nothing is forgotten by itself. */
function Difference({
  difference: { seen, now, why },
}: {
  difference: Extract<Extension, { state: 'DIFFERS' }>;
}) {
  const [isForgotten, setForgotten] = useState(false);
  const forget = () => {
    keepCheckpoint(now);
    setForgotten(true);
  };
  if (seen === null) {
    return (
      <Outcome severity="error" title="The newest checkpoint is not sound.">
        Of {covering(now.size)}, {why}. This browser does not remember it.
      </Outcome>
    );
  }
  return (
    <Outcome severity="error" title="The log does not go on from what this browser saw before.">
      This browser saw {covering(seen.size)}, signed <Instant at={seen.at} />. The newest is{' '}
      {covering(now.size)}, but {why}. Unless whoever operates Probity began a new log or a new key, the past
      was rewritten: keep both checkpoints, and tell whoever is responsible for the log.
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        <CopyButton label="Copy both checkpoints" text={`${seen.text}\n${now.text}`} />
        <Button color="error" disabled={isForgotten} onClick={forget}>
          {isForgotten ? 'The old one is forgotten' : 'Forget the old one'}
        </Button>
      </Box>
    </Outcome>
  );
}
