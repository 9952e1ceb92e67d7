import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { Empty } from './Empty';
import { Page } from './Page';

export const NoSuchPage = () => (
  <Page title="No such page">
    <Empty
      title="There is nothing at this address"
      action={
        <Button variant="contained" component={Link} to="/experiments">
          Go to the experiments
        </Button>
      }
    >
      The link may be old, or mistyped.
    </Empty>
  </Page>
);
