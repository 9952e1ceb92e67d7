import { Box } from '@mui/material';
import type { ExperimentStatus } from '../generated/graphql';

type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'error';

const STATUS: Readonly<Record<ExperimentStatus, { readonly label: string; readonly tone: Tone }>> = {
  DRAFT: { label: 'Draft', tone: 'neutral' },
  RUNNING: { label: 'Running', tone: 'success' },
  PAUSED: { label: 'Paused', tone: 'warning' },
  STOPPED: { label: 'Stopped, to be decided', tone: 'primary' },
  DECIDED: { label: 'Decided', tone: 'primary' },
  ARCHIVED: { label: 'Archived', tone: 'neutral' },
};

/** The states of an experiment, in the order of its life. */
export const STATUS_CHOICES = (Object.keys(STATUS) as ExperimentStatus[]).map(id => ({
  id,
  name: STATUS[id].label,
}));

export const StatusChip = ({ status }: { status: ExperimentStatus }) => (
  <Tag tone={STATUS[status].tone}>{STATUS[status].label}</Tag>
);

/** A short label with a coloured dot: the word says it, the colour only helps to find it. */
export const Tag = ({ tone, children }: { tone: Tone; children: string }) => (
  <Box
    component="span"
    sx={{
      display: 'inline-flex',
      alignItems: 'center',
      gap: 0.75,
      px: 1,
      py: 0.125,
      border: 1,
      borderColor: 'divider',
      borderRadius: 4,
      fontSize: '0.8125rem',
      fontWeight: 600,
      lineHeight: 1.6,
      whiteSpace: 'nowrap',
      bgcolor: 'background.paper',
      color: 'text.primary',
      '&::before': {
        content: '""',
        width: 8,
        height: 8,
        borderRadius: '50%',
        bgcolor: tone === 'neutral' ? 'text.disabled' : `${tone}.main`,
      },
    }}
  >
    {children}
  </Box>
);
