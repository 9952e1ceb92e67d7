import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import { countText } from '../fields/numbers';
import { MONOSPACE } from '../layout/theme';
import type { Proof } from './proof-checks';

/** The parts of a proof, as they are computed with. */
export const ProofFacts = ({ proof }: { proof: Proof }) => {
  const { leafIndex, treeSize, leafHash, hashes, record, checkpoint } = proof;
  return (
    <>
      <Facts
        facts={[
          ['Place in the log', `${countText(leafIndex)}, counted from 0`],
          ['Entries covered', countText(treeSize)],
          ['Signed', <Instant key="at" at={checkpoint.at} />],
          ['Hash of the leaf', <Mono key="leaf">{leafHash}</Mono>],
          ['Root', <Mono key="root">{checkpoint.root}</Mono>],
          ['Key', <KeyOfLog key="key" verifierKey={checkpoint.verifierKey} />],
        ]}
      />
      <Text
        title={`Hashes beside the way to the root (${hashes.length})`}
        text={hashes.join('\n') || 'None'}
      />
      <Text title="Checkpoint" text={checkpoint.text} />
      <Text title="Record" text={JSON.stringify(record, null, 2)} />
    </>
  );
};

const Mono = ({ children }: { children: ReactNode }) => (
  <Box component="span" sx={{ fontFamily: MONOSPACE, fontSize: '0.8125rem' }}>
    {children}
  </Box>
);

const KeyOfLog = ({ verifierKey }: { verifierKey: string }) => (
  <>
    <Mono>{verifierKey}</Mono>
    <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
      The server says that this is its key. Compare it with the one that you were given otherwise.
    </Typography>
  </>
);

/** It scrolls by itself, so it can be reached by the keyboard. */
const Text = ({ title, text }: { title: string; text: string }) => (
  <Box sx={{ mt: 2 }}>
    <Typography variant="h3" sx={{ mb: 0.5 }}>
      {title}
    </Typography>
    <Box
      component="pre"
      tabIndex={0}
      role="group"
      aria-label={title}
      sx={{
        m: 0,
        p: 1.5,
        maxHeight: 220,
        overflow: 'auto',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.default',
        fontFamily: MONOSPACE,
        fontSize: '0.8125rem',
      }}
    >
      {text}
    </Box>
  </Box>
);
