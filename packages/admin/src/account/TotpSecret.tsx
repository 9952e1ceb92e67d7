import { Box, Typography } from '@mui/material';
import { renderSVG } from 'uqr';
import { MONOSPACE } from '../layout/theme';

/** The secret as authenticators read it, and as people type it. It stays in this page. */
export const TotpSecret = ({ secret: { uri, secret } }: { secret: { uri: string; secret: string } }) => (
  <>
    <Typography sx={{ mb: 2 }}>
      Scan this with your authenticator, then type the code that it shows.
    </Typography>
    <Box
      component="img"
      alt="QR code of the secret; it is written below"
      src={`data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 2 }))}`}
      sx={{ display: 'block', width: 208, height: 208, borderRadius: 1, bgcolor: '#ffffff', mb: 2 }}
    />
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      Or type the secret:
    </Typography>
    <Typography sx={{ fontFamily: MONOSPACE, overflowWrap: 'anywhere', mb: 2 }}>
      {secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
    </Typography>
  </>
);
