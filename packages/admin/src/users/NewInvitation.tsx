import { Alert, AlertTitle, Box, Button, Paper, Stack } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { MONOSPACE } from '../layout/theme';
import { invitationLink } from './user';

/** The link of an invitation just made. It is nowhere else, and gone when this page is left. */
export const NewInvitation = ({ name, token }: { name: string; token: string }) => (
  <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 760 }}>
    <InvitationLink name={name} token={token} />
    <Button component={Link} to="/users" sx={{ mt: 2 }}>
      Done
    </Button>
  </Paper>
);

export function InvitationLink({ name, token }: { name: string; token: string }) {
  const [isCopied, setCopied] = useState(false);
  const link = invitationLink(token);
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <>
      <Alert severity="warning" variant="outlined" sx={{ mb: 2.5 }}>
        <AlertTitle sx={{ fontWeight: 650 }}>Hand this link to {name}, and to nobody else.</AlertTitle>
        It is shown this once, and good for 7 days. Whoever opens it first chooses the password.
      </Alert>
      <Box
        component="output"
        aria-label="The link of the invitation"
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
        {link}
      </Box>
      <Stack direction="row">
        <Button variant="contained" onClick={() => void copy()}>
          {isCopied ? 'Copied' : 'Copy link'}
        </Button>
      </Stack>
    </>
  );
}
