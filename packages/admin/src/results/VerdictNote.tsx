import { Alert, AlertTitle, Typography } from '@mui/material';
import type { Verdict } from './verdict';

export const VerdictNote = ({ verdict: { tone, headline, sentences } }: { verdict: Verdict }) => (
  <Alert severity={tone} variant="outlined" role="status" sx={{ mb: 2.5, bgcolor: 'background.paper' }}>
    <AlertTitle sx={{ color: 'text.primary', fontWeight: 650, fontSize: '1.0625rem' }}>{headline}</AlertTitle>
    {sentences.map(sentence => (
      <Typography key={sentence} variant="body2" sx={{ color: 'text.primary', maxWidth: '80ch' }}>
        {sentence}
      </Typography>
    ))}
  </Alert>
);
