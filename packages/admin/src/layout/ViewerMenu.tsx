import AccountIcon from '@mui/icons-material/AccountCircleOutlined';
import { Box, Button, Divider, Menu, MenuItem, Typography } from '@mui/material';
import { useGetIdentity, useLogout } from 'ra-core';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { ROLE_WORDS } from '../keys/roles';

/** Who is signed in, in which roles, and the way out. */
export function ViewerMenu() {
  const { identity } = useGetIdentity();
  const logout = useLogout();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!identity) return null;
  const roles = (identity.roles ?? []) as string[];
  return (
    <>
      <Button
        color="inherit"
        startIcon={<AccountIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {identity.fullName}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <Box component="li" role="presentation" sx={{ px: 2, py: 1, maxWidth: 280 }}>
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            Signed in as
          </Typography>
          <Typography sx={{ fontWeight: 600 }}>{identity.fullName}</Typography>
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            {roles.map(role => ROLE_WORDS[role]?.name ?? role).join(', ')}
          </Typography>
        </Box>
        <Divider component="li" role="presentation" />
        <MenuItem component={Link} to="/account" onClick={() => setAnchor(null)}>
          My account
        </MenuItem>
        {/* Who signs in next may be somebody else, and begins where everybody does. */}
        <MenuItem onClick={() => void logout({}, undefined, false)}>Sign out</MenuItem>
      </Menu>
    </>
  );
}
