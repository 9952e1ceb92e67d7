import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import { Box } from '@mui/material';
import { countText } from '../fields/numbers';

/** How many members were not left alone: none is nothing to see, any is marked by a sign and by colour. */
export const Contaminated = ({ members }: { members: number }) =>
  members === 0 ? (
    '0'
  ) : (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        verticalAlign: 'middle',
        gap: 0.5,
        color: 'error.main',
        fontWeight: 600,
      }}
    >
      <WarningIcon fontSize="small" titleAccess="Contaminated" />
      {countText(members)}
    </Box>
  );
