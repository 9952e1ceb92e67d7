import { Alert, Box, Button } from '@mui/material';
import { useState } from 'react';
import { MONOSPACE } from '../layout/theme';

/** They are shown this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
  };
  return (
    <>
      <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>
        Each opens once, in the place of a code, should your telephone be lost. They are shown now and never
        again.
      </Alert>
      <Box
        component="ul"
        aria-label="Recovery codes"
        sx={{
          m: 0,
          mb: 2,
          pl: 0,
          listStyle: 'none',
          fontFamily: MONOSPACE,
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
          gap: 0.75,
        }}
      >
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </Box>
      <Button variant="outlined" onClick={() => void copy()}>
        {isCopied ? 'Copied' : 'Copy all'}
      </Button>
    </>
  );
}
