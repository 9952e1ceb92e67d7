import { Alert, AlertTitle, Box, Button, Checkbox, FormControlLabel, Stack, Typography } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { useBlocker } from 'react-router-dom';
import { CopyButton } from '../layout/CopyButton';
import { MONOSPACE } from '../layout/theme';

interface Props {
  readonly name: string;
  readonly secret: string;
  /** What else is to be known of it. */
  readonly note?: ReactNode;
  readonly onDone: () => void;
}

/** The secret of a key, which is nowhere else: nobody leaves it before they have said that it is saved. */
export function NewSecret({ name, secret, note, onDone }: Props) {
  const [isSaved, setSaved] = useState(false);
  const isHeld = useStay(!isSaved);
  return (
    <>
      <Alert severity="warning" variant="outlined" sx={{ mb: 2.5, color: 'text.primary' }}>
        <AlertTitle sx={{ fontWeight: 650 }}>Copy the key of “{name}” now.</AlertTitle>
        It is shown this once and never stored. Whoever has it can act in its role.
      </Alert>
      <Secret secret={secret} />
      {note}
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        Send it as a header with each request: Authorization: Bearer, a space, and the key.
      </Typography>
      <FormControlLabel
        label="I have saved it where it belongs"
        control={<Checkbox checked={isSaved} onChange={event => setSaved(event.target.checked)} />}
      />
      <Box role="alert">
        {isHeld && !isSaved ? (
          <Typography variant="body2" sx={{ color: 'error.main', mb: 1 }}>
            Say first that you have saved the key: it is lost when you leave.
          </Typography>
        ) : null}
      </Box>
      <Stack direction="row" sx={{ gap: 1, mt: 1, justifyContent: 'flex-end' }}>
        <CopyButton label="Copy key" text={secret} />
        <Button variant="contained" disabled={!isSaved} onClick={onDone}>
          Done
        </Button>
      </Stack>
    </>
  );
}

const Secret = ({ secret }: { secret: string }) => (
  <Box
    component="output"
    aria-label="The new key"
    sx={{
      display: 'block',
      p: 1.5,
      mb: 2,
      border: 1,
      borderColor: 'divider',
      borderRadius: 1,
      bgcolor: 'background.default',
      fontFamily: MONOSPACE,
      fontSize: '0.875rem',
      overflowWrap: 'anywhere',
    }}
  >
    {secret}
  </Box>
);

/** Keeps the reader on the page, and tells whether they have tried to leave. */
function useStay(isHolding: boolean): boolean {
  const { state } = useBlocker(isHolding);
  useEffect(() => {
    if (!isHolding) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isHolding]);
  return state === 'blocked';
}
