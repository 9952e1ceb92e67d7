import MenuIcon from '@mui/icons-material/Menu';
import { Box, IconButton, AppBar as MuiAppBar, Toolbar, Tooltip, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { ThemeButton } from './ThemeButton';
import { ViewerMenu } from './ViewerMenu';

export const AppBar = ({ onMenu }: { onMenu: () => void }) => (
  <MuiAppBar
    position="fixed"
    elevation={0}
    sx={{
      zIndex: theme => theme.zIndex.drawer + 1,
      bgcolor: 'background.paper',
      color: 'text.primary',
      borderBottom: 1,
      borderColor: 'divider',
    }}
  >
    <Toolbar sx={{ gap: 1 }}>
      <Tooltip title="Open the menu">
        <IconButton
          aria-label="Open the menu"
          edge="start"
          color="inherit"
          onClick={onMenu}
          sx={{ display: { md: 'none' } }}
        >
          <MenuIcon />
        </IconButton>
      </Tooltip>
      <Brand />
      <Box sx={{ flexGrow: 1 }} />
      <ThemeButton />
      <ViewerMenu />
    </Toolbar>
  </MuiAppBar>
);

const Brand = () => (
  <Box
    component={Link}
    to="/experiments"
    sx={{ display: 'flex', alignItems: 'center', gap: 1.25, color: 'inherit', textDecoration: 'none' }}
  >
    <img src="/icon.svg" alt="" width={28} height={28} />
    <Typography component="span" sx={{ fontWeight: 700, fontSize: '1.0625rem', letterSpacing: '-0.01em' }}>
      Probity
    </Typography>
  </Box>
);
