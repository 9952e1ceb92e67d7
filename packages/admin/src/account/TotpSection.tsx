import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { EnrolTotpDocument, type EnrolTotpMutation, RemoveTotpDocument } from '../generated/graphql';
import { AskFirst } from '../layout/AskFirst';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { useCommand } from '../providers/useCommand';
import { TotpEnrolment } from './TotpEnrolment';
import type { Account } from './useAccount';

/** A second proof of who one is: set up here, and taken away. */
export function TotpSection({ account: { hasTotp } }: { account: Account }) {
  const [secret, setSecret] = useState<EnrolTotpMutation['enrolTotp'] | null>(null);
  const { run, isBusy, trouble } = useCommand();
  // Each beginning is another secret; it counts once a code of it was typed.
  const begin = () =>
    run(async () => {
      setSecret((await request(EnrolTotpDocument, {})).enrolTotp);
    }, null);
  return (
    <Section
      title="One-time codes"
      note="A code from your telephone besides the password: whoever learns the password alone cannot sign in."
    >
      {hasTotp ? (
        <>
          <Typography sx={{ mb: 2 }}>Set up: signing in asks for a code.</Typography>
          <AskFirst
            label="Take away"
            tone="error"
            title="Sign in without codes?"
            confirm="Take codes away"
            done="The codes are taken away."
            act={() => request(RemoveTotpDocument, {})}
          >
            <Typography>
              The password alone signs you in then. Your recovery codes open nothing any more.
            </Typography>
          </AskFirst>
        </>
      ) : (
        <>
          {trouble ? (
            <Box sx={{ mb: 2 }}>
              <Trouble explanation={trouble.explanation} />
            </Box>
          ) : null}
          <Button variant="contained" disabled={isBusy} onClick={() => void begin()}>
            Set up
          </Button>
        </>
      )}
      {secret ? <TotpEnrolment secret={secret} onClose={() => setSecret(null)} /> : null}
    </Section>
  );
}
