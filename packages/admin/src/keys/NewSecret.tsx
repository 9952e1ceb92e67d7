import { Alert, AlertTitle, Box, Button, Paper, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { MONOSPACE } from '../layout/theme';

/** The secret of a key just made. It is nowhere else, and gone when this page is left. */
export function NewSecret({ name, secret }: { name: string; secret: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 760 }}>
      <Alert severity="warning" variant="outlined" sx={{ mb: 2.5 }}>
        <AlertTitle sx={{ fontWeight: 650 }}>Copy the key of “{name}” now.</AlertTitle>
        It is shown this once and never stored. Whoever has it can act in its role.
      </Alert>
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
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        Send it as a header with each request: Authorization: Bearer, a space, and the key.
      </Typography>
      <Stack direction="row" sx={{ gap: 1 }}>
        <Button variant="contained" onClick={() => void copy()}>
          {isCopied ? 'Copied' : 'Copy key'}
        </Button>
        <Button component={Link} to="/keys">
          Done
        </Button>
      </Stack>
    </Paper>
  );
}
