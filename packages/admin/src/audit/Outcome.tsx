import { Alert, AlertTitle } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  readonly severity: 'success' | 'info' | 'warning' | 'error';
  readonly title: string;
  readonly children: ReactNode;
}

/** What a check came to. */
export const Outcome = ({ severity, title, children }: Props) => (
  <Alert severity={severity} variant="outlined" sx={{ color: 'text.primary' }}>
    <AlertTitle sx={{ fontWeight: 650 }}>{title}</AlertTitle>
    {children}
  </Alert>
);
