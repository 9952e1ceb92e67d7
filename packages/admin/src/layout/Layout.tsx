import { Box, Button, Drawer, Toolbar } from '@mui/material';
import { type ReactNode, Suspense, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { ConfirmIdentity } from '../identity/ConfirmIdentity';
import { AppBar } from './AppBar';
import { FaultBoundary } from './FaultBoundary';
import { Menu } from './Menu';
import { Waiting } from './Waiting';

const MENU_WIDTH = 216;

/** The frame of every page: bar above, menu beside it, and the page as the one main landmark. */
export function Layout({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  return (
    <Box sx={{ display: 'flex', minHeight: '100vh', bgcolor: 'background.default' }}>
      <SkipLink />
      <ConfirmIdentity />
      <AppBar onMenu={() => setOpen(true)} />
      <Drawer
        variant="temporary"
        open={isOpen}
        onClose={() => setOpen(false)}
        sx={{ display: { md: 'none' }, '& .MuiDrawer-paper': { width: 256 } }}
      >
        <Toolbar />
        <Menu onChoose={() => setOpen(false)} />
      </Drawer>
      <Box
        sx={{
          display: { xs: 'none', md: 'block' },
          width: MENU_WIDTH,
          flexShrink: 0,
          borderRight: 1,
          borderColor: 'divider',
        }}
      >
        <Toolbar />
        <Box sx={{ position: 'sticky', top: 64 }}>
          <Menu onChoose={() => {}} />
        </Box>
      </Box>
      <Box
        component="main"
        id="main-content"
        tabIndex={-1}
        sx={{ flexGrow: 1, minWidth: 0, outline: 'none' }}
      >
        <Toolbar />
        <Box sx={{ px: { xs: 2, sm: 3, lg: 4 }, py: { xs: 2.5, sm: 3.5 }, maxWidth: 1280 }}>
          <FaultBoundary place={pathname}>
            <Suspense fallback={<Waiting />}>{children}</Suspense>
          </FaultBoundary>
        </Box>
      </Box>
    </Box>
  );
}

/** A link to "#main-content" would be a route of the hash router, so this moves the focus itself. */
const SkipLink = () => (
  <Button
    variant="contained"
    onClick={() => document.getElementById('main-content')?.focus()}
    sx={{
      position: 'fixed',
      top: 12,
      left: 12,
      zIndex: 'tooltip',
      '&:not(:focus)': { transform: 'translateY(-200%)' },
    }}
  >
    Skip to the page
  </Button>
);
