import { Box, Typography } from '@mui/material';
import { Interval } from '../fields/Interval';
import { shareText } from '../fields/numbers';
import { type DataColumn, DataTable } from '../layout/DataTable';
import { EffectTag } from './EffectTag';
import { GuardrailTag } from './GuardrailTag';
import { RELATIVE_WORDS } from './relative-words';
import type { ComparisonRow } from './rows';

interface Props {
  readonly caption: string;
  readonly rows: readonly ComparisonRow[];
  readonly unit: string;
}

/** The same numbers as the chart above it, and those that are too many for it. */
export const ComparisonTable = ({ caption, rows, unit }: Props) => (
  <>
    <DataTable caption={caption} columns={columnsOf(rows, unit)} rows={rows} keyOf={row => row.variantKey} />
    {[...new Set(rows.flatMap(notesOf))].map(note => (
      <Typography key={note} variant="caption" component="p" sx={{ color: 'text.secondary', px: 2, pt: 1 }}>
        {note}
      </Typography>
    ))}
  </>
);

function columnsOf(rows: readonly ComparisonRow[], unit: string): DataColumn<ComparisonRow>[] {
  const level = shareText(rows[0]?.comparison.interval?.level ?? 0.95, 0);
  const isBayesian = rows.some(({ comparison }) => comparison.chanceToBeat !== null);
  return [
    { label: 'Variant', width: '25%', render: ({ name }) => <strong>{name}</strong> },
    { label: 'Reading', width: '21%', render: row => <ReadingOf row={row} /> },
    {
      label: `Difference${unit ? `, ${unit}` : ''} (${level} interval)`,
      align: 'right',
      width: '21%',
      render: ({ text }) => <Interval estimate={text.difference} range={text.interval} />,
    },
    {
      label: `Relative lift (${level} interval)`,
      align: 'right',
      width: '21%',
      render: ({ text }) => <Interval estimate={text.lift} range={text.liftInterval} />,
    },
    {
      label: isBayesian ? 'Chance to be better' : 'p-value, adjusted',
      align: 'right',
      width: '12%',
      render: ({ text }) => text.evidence,
    },
  ];
}

function ReadingOf({ row: { comparison, effect, whyNot } }: { row: ComparisonRow }) {
  if (whyNot !== null) return <Box sx={{ color: 'text.secondary' }}>{whyNot}</Box>;
  if (comparison.guardrail) return <GuardrailTag status={comparison.guardrail} />;
  return <EffectTag effect={effect} />;
}

function notesOf({ name, comparison }: ComparisonRow): string[] {
  const words = RELATIVE_WORDS[comparison.relativeStatus];
  const reduction = comparison.varianceReduction;
  return [
    ...(words === null ? [] : [`${name}, lift: ${words}`]),
    ...(reduction === null
      ? []
      : [
          `${name}: what recipients did before explains ${shareText(reduction, 0)} of the variance, and is taken out.`,
        ]),
  ];
}
