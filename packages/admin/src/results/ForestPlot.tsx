import { Box, Typography, useTheme } from '@mui/material';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { EffectColours } from '../layout/theme';
import { EFFECT_WORDS } from './effect';
import { ForestRow } from './ForestRow';
import { plotOf } from './plot';
import type { ComparisonRow } from './rows';

interface Props {
  readonly title: string;
  readonly rows: readonly ComparisonRow[];
  readonly unit: string;
  readonly plain: (value: number) => string;
  /** The harm that a guardrail still accepts, as a difference. */
  readonly accepted?: number | null;
}

const ROW = 54;
const AXIS = 24;
const EDGE = 12;

/** Point and interval of every comparison around zero. What it shows stands in the table below it as well. */
export function ForestPlot({ unit, ...props }: Props) {
  const { accepted = null } = props;
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const { palette } = useTheme();
  return (
    <Box component="figure" ref={frame} sx={{ m: 0, width: '100%' }}>
      <ForestDrawing {...props} width={width} colours={{ ...coloursOf(palette), effect: palette.effect }} />
      <Typography
        variant="caption"
        component="figcaption"
        sx={{ color: 'text.secondary', textAlign: 'right', px: 1.5 }}
      >
        Difference from the control{unit ? `, ${unit}` : ''}
        {accepted === null ? '' : '; the dashed line is the harm still accepted'}
      </Typography>
    </Box>
  );
}

export interface Colours {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly effect: EffectColours;
}

const coloursOf = ({ text, divider }: { text: { primary: string; secondary: string }; divider: string }) => ({
  text: text.primary,
  muted: text.secondary,
  line: divider,
});

/** The drawing alone: a pure function of its rows, its width and its colours. */
export function ForestDrawing({
  title,
  rows,
  plain,
  accepted = null,
  width,
  colours,
}: Omit<Props, 'unit'> & { width: number; colours: Colours }) {
  const id = useId();
  const plot = plotOf(rows, { width, margin: EDGE, also: accepted === null ? [] : [accepted] });
  const bottom = rows.length * ROW + 6;
  const zero = plot.x(0);
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      width={width}
      height={bottom + AXIS}
      style={{ display: 'block', fontSize: 13 }}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{rows.map(inWords).join(' ')}</desc>
      {plot.ticks.map(tick => (
        <g key={tick} transform={`translate(${plot.x(tick)} 0)`}>
          <line y1={0} y2={bottom} stroke={colours.line} />
          <text y={bottom + 16} textAnchor="middle" fill={colours.muted}>
            {plain(tick)}
          </text>
        </g>
      ))}
      <line data-zero x1={zero} x2={zero} y1={0} y2={bottom} stroke={colours.muted} strokeWidth={1.5} />
      {accepted === null ? null : (
        <line
          x1={plot.x(accepted)}
          x2={plot.x(accepted)}
          y1={0}
          y2={bottom}
          stroke={colours.effect.worse}
          strokeDasharray="4 4"
        />
      )}
      {rows.map((row, index) => (
        <ForestRow key={row.variantKey} row={row} plot={plot} top={index * ROW} colours={colours} />
      ))}
    </svg>
  );
}

const inWords = ({ name, controlName, effect, whyNot, text }: ComparisonRow): string =>
  whyNot === null
    ? `${name} against ${controlName}: ${EFFECT_WORDS[effect].toLowerCase()}, ${text.difference}, interval ${text.interval}.`
    : `${name} against ${controlName} is not compared: ${whyNot}`;

function useWidth(frame: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(720);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(280, entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
