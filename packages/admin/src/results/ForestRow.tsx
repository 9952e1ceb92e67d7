import { EffectMark } from './EffectMark';
import type { Colours } from './ForestPlot';
import { type Plot, spanOf } from './plot';
import type { ComparisonRow } from './rows';

/** Keeps the lines of the axis from striking through the text. */
const HALO = { paintOrder: 'stroke', stroke: 'var(--sheet, #fff)', strokeWidth: 5 } as const;

/** On a narrower chart the numbers would cover the name; they are in the table beneath it. */
const ROOM_FOR_NUMBERS = 440;

interface Props {
  readonly row: ComparisonRow;
  readonly plot: Plot;
  readonly top: number;
  readonly colours: Colours;
}

/** One comparison: its name and numbers above its interval. */
export function ForestRow({ row, plot, top, colours }: Props) {
  const [left = 0, right = 0] = plot.x.range();
  return (
    <g transform={`translate(0 ${top})`}>
      <text x={left} y={18} fill={colours.text} fontWeight={600} style={HALO}>
        {row.name}
      </text>
      {right - left < ROOM_FOR_NUMBERS ? null : (
        <text
          x={right}
          y={18}
          textAnchor="end"
          fill={colours.text}
          style={{ ...HALO, fontVariantNumeric: 'tabular-nums' }}
        >
          {row.whyNot === null ? `${row.text.difference} (${row.text.interval})` : 'not compared'}
        </text>
      )}
      {row.difference === null ? null : <Span row={row} plot={plot} colours={colours} at={row.difference} />}
    </g>
  );
}

function Span({ row, plot, colours, at }: Omit<Props, 'top'> & { at: number }) {
  const { from, to, isOpenBelow, isOpenAbove } = spanOf(row, plot);
  const colour = colours.effect[row.effect];
  const y = 37;
  return (
    <g data-variant={row.variantKey} data-effect={row.effect}>
      <line data-interval x1={from} x2={to} y1={y} y2={y} stroke={colour} strokeWidth={3} />
      <End x={from} y={y} colour={colour} arrow={isOpenBelow ? -1 : null} />
      <End x={to} y={y} colour={colour} arrow={isOpenAbove ? 1 : null} />
      <g data-point transform={`translate(${plot.x(at)} ${y})`}>
        <EffectMark effect={row.effect} colour={colour} />
      </g>
    </g>
  );
}

/** A bar where an interval ends, an arrow where it does not. */
function End({ x, y, colour, arrow }: { x: number; y: number; colour: string; arrow: 1 | -1 | null }) {
  return arrow === null ? (
    <line x1={x} x2={x} y1={y - 6} y2={y + 6} stroke={colour} strokeWidth={2} />
  ) : (
    <path d={`M${x} ${y} l${-8 * arrow} -5 v10 z`} fill={colour} />
  );
}
