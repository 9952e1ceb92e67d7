import { Alert, AlertTitle, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { alertsOf, timesText } from '../alerts/alert';
import { countText } from '../fields/numbers';
import { Allowed } from '../layout/Allowed';
import type { Holdout } from './holdout';

/** Says so, where members were not left alone. */
export function ContaminationNote({ holdout: { key, count } }: { holdout: Holdout }) {
  const { contaminatedMembers: members, contaminations: times } = count;
  if (members === 0) return null;
  return (
    <Alert severity="error" variant="outlined" sx={{ mb: 2.5, bgcolor: 'background.paper' }}>
      <AlertTitle sx={{ fontWeight: 650, color: 'error.main' }}>
        {members === 1 ? '1 member was' : `${countText(members)} members were`} shown a variant all the same
      </AlertTitle>
      <Typography variant="body2" sx={{ color: 'text.primary' }}>
        It happened {timesText(times)}. Whoever sends did not ask, or did not heed the answer: the more of it
        there is, the smaller every effect looks.{' '}
        <Allowed action="list" resource="alerts">
          <MuiLink component={Link} to={alertsOf(key)}>
            See the alerts
          </MuiLink>
        </Allowed>
      </Typography>
    </Alert>
  );
}
