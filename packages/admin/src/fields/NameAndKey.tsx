import { Box, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';

interface Props {
  readonly of: { readonly key: string; readonly name: string };
  /** The resource whose page is shown. */
  readonly resource: string;
}

/** The cell that a list begins with: the name, which leads to the page, and below it the key. */
export const NameAndKey = ({ of: { key, name }, resource }: Props) => (
  <Box sx={{ minWidth: { sm: 180 } }}>
    <MuiLink
      component={Link}
      to={`/${resource}/${key}/show`}
      underline="hover"
      sx={{ fontWeight: 600, display: 'inline-block', py: 0.25 }}
    >
      {name}
    </MuiLink>
    <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
      {key}
    </Typography>
  </Box>
);
