import { Box, Typography } from '@mui/material';
import { basisPointsText } from '../fields/numbers';
import type { Share } from './layer';
import { StretchBox } from './StretchBox';
import { type Stretch, boundsText, isNarrow, stretchesOf } from './stretches';

interface Props {
  readonly label: string;
  readonly shares: readonly Share[];
  /** Without words in it, for lists. */
  readonly isSmall?: boolean;
}

/** A layer as a bar from 0 to 100 %: boxes are ranges, hatched is free. What is too narrow for words is numbered. */
export function RangeBar({ label, shares, isSmall = false }: Props) {
  const stretches = stretchesOf(shares);
  const numbered = stretches.filter(stretch => stretch.share !== null && isNarrow(stretch));
  return (
    <Box role="img" aria-label={`${label}: ${stretches.map(stretchText).join('; ')}.`}>
      <Box
        sx={{
          display: 'flex',
          height: isSmall ? 16 : 56,
          minWidth: isSmall ? 120 : 0,
          border: 1,
          borderColor: 'text.disabled',
          borderRadius: 1,
          overflow: 'hidden',
        }}
      >
        {stretches.map(stretch => (
          <StretchBox
            key={stretch.fromBp}
            stretch={stretch}
            title={stretchText(stretch)}
            number={numbered.indexOf(stretch) + 1}
            isSmall={isSmall}
          />
        ))}
      </Box>
      {isSmall ? null : <Scale />}
      {isSmall ? null : <Legend numbered={numbered} />}
    </Box>
  );
}

const stretchText = (stretch: Stretch): string =>
  `${stretch.share?.experimentKey ?? 'free'}, ${boundsText(stretch)}`;

const Scale = () => (
  <Box sx={{ display: 'flex', justifyContent: 'space-between', mt: 0.5 }}>
    {[0, 25, 50, 75, 100].map(percent => (
      <Typography key={percent} variant="caption" sx={{ color: 'text.secondary' }}>
        {basisPointsText(percent * 100)}
      </Typography>
    ))}
  </Box>
);

const Legend = ({ numbered }: { numbered: readonly Stretch[] }) =>
  numbered.map((stretch, index) => (
    <Typography key={stretch.fromBp} variant="caption" component="p" sx={{ overflowWrap: 'anywhere' }}>
      <strong>{index + 1}</strong> {stretchText(stretch)}
    </Typography>
  ));
