import BlockIcon from '@mui/icons-material/BlockOutlined';
import BackHandIcon from '@mui/icons-material/BackHandOutlined';
import AltRouteIcon from '@mui/icons-material/AltRoute';
import HistoryIcon from '@mui/icons-material/History';
import AlertIcon from '@mui/icons-material/NotificationsNoneOutlined';
import LayersIcon from '@mui/icons-material/LayersOutlined';
import GroupIcon from '@mui/icons-material/GroupOutlined';
import GroupsIcon from '@mui/icons-material/GroupsOutlined';
import KeyIcon from '@mui/icons-material/KeyOutlined';
import ScienceIcon from '@mui/icons-material/ScienceOutlined';
import StraightenIcon from '@mui/icons-material/Straighten';
import { List, ListItem, ListItemButton, ListItemIcon, ListItemText } from '@mui/material';
import { NavLink } from 'react-router-dom';
import { AlertCount } from '../alerts/AlertCount';
import { Allowed } from './Allowed';

const PLACES = [
  { resource: 'experiments', label: 'Experiments', Icon: ScienceIcon },
  { resource: 'metrics', label: 'Metrics', Icon: StraightenIcon },
  { resource: 'holdouts', label: 'Holdouts', Icon: BackHandIcon },
  { resource: 'layers', label: 'Layers', Icon: LayersIcon },
  { resource: 'suppressions', label: 'Suppressions', Icon: BlockIcon },
  { resource: 'explain', label: 'Explain', Icon: AltRouteIcon },
  { resource: 'alerts', label: 'Alerts', Icon: AlertIcon },
  { resource: 'audit', label: 'Audit log', Icon: HistoryIcon },
  { resource: 'keys', label: 'API keys', Icon: KeyIcon },
  { resource: 'users', label: 'People', Icon: GroupIcon },
  { resource: 'teams', label: 'Teams', Icon: GroupsIcon },
];

/** The places that the reader may go to. */
export const Menu = ({ onChoose }: { onChoose: () => void }) => (
  <List component="nav" aria-label="Main" sx={{ p: 1.5 }}>
    {PLACES.map(({ resource, label, Icon }) => (
      <Allowed key={resource} action="list" resource={resource}>
        <ListItem disablePadding component="div">
          <ListItemButton
            component={NavLink}
            to={`/${resource}`}
            onClick={onChoose}
            sx={{
              borderRadius: 2,
              mb: 0.5,
              py: 0.75,
              '&.active': {
                bgcolor: 'primary.light',
                color: theme => (theme.palette.mode === 'dark' ? 'primary.main' : 'primary.dark'),
              },
              '&.active .MuiListItemIcon-root': { color: 'inherit' },
            }}
          >
            <ListItemIcon sx={{ minWidth: 36 }}>
              <Icon fontSize="small" />
            </ListItemIcon>
            <ListItemText
              primary={label}
              slotProps={{ primary: { sx: { fontWeight: 600, fontSize: '0.9rem' } } }}
            />
            {resource === 'alerts' ? <AlertCount /> : null}
          </ListItemButton>
        </ListItem>
      </Allowed>
    ))}
  </List>
);
