import { Box } from '@mui/material';
import { Fragment, type ReactNode } from 'react';

/** Names and values, as a list of definitions. */
export const Facts = ({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: { xs: '1fr', sm: 'minmax(140px, 200px) 1fr' },
      columnGap: 3,
      rowGap: { xs: 0, sm: 1.25 },
      '& dt': { color: 'text.secondary', fontSize: '0.875rem' },
      '& dd': { m: 0, mb: { xs: 1.25, sm: 0 }, fontSize: '0.9375rem', minWidth: 0, overflowWrap: 'anywhere' },
    }}
  >
    {facts.map(([name, value]) => (
      <Fragment key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </Fragment>
    ))}
  </Box>
);
