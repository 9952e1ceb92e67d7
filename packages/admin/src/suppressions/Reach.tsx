import { Box, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { MONOSPACE } from '../layout/theme';
import { type Suppression, reachText, shortHash } from './suppression';

/** Whom a suppression is about: how far it reaches, and the hash by which two are told apart. */
export const Reach = ({ suppression }: { suppression: Suppression }) => (
  <Box component="span" sx={{ display: 'inline-block' }}>
    <MuiLink component={Link} to={`/suppressions/${suppression.id}/show`} sx={{ fontWeight: 600 }}>
      {reachText(suppression)}
    </MuiLink>
    <Typography
      variant="caption"
      component="div"
      sx={{ color: 'text.secondary', fontFamily: MONOSPACE }}
      title="A keyed hash: nobody is named here."
    >
      {shortHash(suppression.targetId)}…
    </Typography>
  </Box>
);
