import { Box, useTheme } from '@mui/material';
import { EFFECT_WORDS, type Effect } from './effect';
import { EffectMark } from './EffectMark';

/** An effect as the chart draws it, with its word. */
export function EffectTag({ effect, word }: { effect: Effect; word?: string }) {
  const { palette } = useTheme();
  const colour = palette.effect[effect];
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, whiteSpace: 'nowrap' }}
    >
      <Box
        component="svg"
        width={18}
        height={18}
        viewBox="-9 -9 18 18"
        aria-hidden="true"
        sx={{ '--sheet': 'transparent' }}
      >
        <EffectMark effect={effect} colour={colour} />
      </Box>
      <Box component="span" sx={{ fontWeight: 600, color: colour }}>
        {word ?? EFFECT_WORDS[effect]}
      </Box>
    </Box>
  );
}
