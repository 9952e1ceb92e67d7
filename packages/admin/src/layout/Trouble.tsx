import { Alert, AlertTitle, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Explanation } from '../providers/error-words';

interface Props {
  readonly explanation: Explanation;
  readonly action?: ReactNode;
  readonly severity?: 'error' | 'warning';
}

/** An error in words: what happened, what it means and what to do, and the code to refer to. */
export function Trouble({ explanation, action, severity = 'error' }: Props) {
  const { title, advice, code, reference } = explanation;
  return (
    <Alert severity={severity} variant="outlined" action={action} sx={{ bgcolor: 'background.paper' }}>
      <AlertTitle sx={{ fontWeight: 650, color: 'text.primary' }}>{title}</AlertTitle>
      <Typography variant="body2" sx={{ color: 'text.primary' }}>
        {advice}
      </Typography>
      <Typography
        variant="caption"
        component="p"
        sx={{ color: 'text.secondary', mt: 0.5, wordBreak: 'break-word' }}
      >
        Code {code}
        {reference ? `, reference ${reference}` : ''}
      </Typography>
    </Alert>
  );
}
