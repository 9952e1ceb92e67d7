import { Box, type Theme } from '@mui/material';
import { basisPointsText } from '../fields/numbers';
import { type Stretch, isNarrow, widthOf } from './stretches';

interface Props {
  readonly stretch: Stretch;
  readonly title: string;
  /** Stands for the words where there is no room for them; 0 for none. */
  readonly number: number;
  readonly isSmall: boolean;
}

/** One stretch of the bar of a layer: a box where an experiment has it, hatched where it is free. */
export const StretchBox = ({ stretch, title, number, isSmall }: Props) => (
  <Box
    data-stretch={stretch.share === null ? 'free' : 'range'}
    title={title}
    style={{ width: `${widthOf(stretch) / 100}%` }}
    sx={{
      flexShrink: 0,
      minWidth: 0,
      overflow: 'hidden',
      py: isSmall ? 0 : 0.75,
      fontSize: '0.8125rem',
      lineHeight: 1.4,
      whiteSpace: 'nowrap',
      '&:not(:last-child)': { borderRight: 1, borderColor: 'text.disabled' },
      ...(stretch.share === null ? FREE : TAKEN),
    }}
  >
    {isSmall ? null : <Words stretch={stretch} number={number} />}
  </Box>
);

function Words({ stretch, number }: Pick<Props, 'stretch' | 'number'>) {
  if (isNarrow(stretch)) return <Box sx={{ textAlign: 'center' }}>{number > 0 ? number : null}</Box>;
  return (
    <>
      <Box sx={CLIPPED}>{stretch.share?.experimentKey ?? 'free'}</Box>
      <Box sx={{ ...CLIPPED, fontWeight: 400 }}>{basisPointsText(widthOf(stretch))}</Box>
    </>
  );
}

const CLIPPED = { px: 0.75, overflow: 'hidden', textOverflow: 'ellipsis' } as const;

const TAKEN = {
  bgcolor: 'primary.light',
  color: 'text.primary',
  fontWeight: 600,
  boxShadow: (theme: Theme) => `inset 0 3px 0 ${theme.palette.primary.main}`,
};

const FREE = {
  color: 'text.secondary',
  backgroundImage: (theme: Theme) =>
    `repeating-linear-gradient(135deg, transparent 0 7px, ${theme.palette.divider} 7px 8px)`,
};
