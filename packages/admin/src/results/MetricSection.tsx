import { Box, Link, Typography } from '@mui/material';
import type { Design } from '../experiments/experiment';
import { Tag } from '../fields/StatusChip';
import { chosenShareText } from '../fields/numbers';
import type { MetricRole, MetricWholeFragment } from '../generated/graphql';
import { Section } from '../layout/Section';
import { ArmTable } from './ArmTable';
import { ComparisonTable } from './ComparisonTable';
import type { MetricResult } from './effect';
import { ForestPlot } from './ForestPlot';
import { measureFor, rowsOf } from './rows';

interface Props {
  readonly result: MetricResult;
  readonly metric: MetricWholeFragment;
  readonly design: Design;
  readonly nameOf: (variantKey: string) => string;
}

const ROLES: Readonly<Record<MetricRole, readonly ['primary' | 'neutral' | 'warning', string]>> = {
  PRIMARY: ['primary', 'Decides'],
  SECONDARY: ['neutral', 'Reported beside it'],
  GUARDRAIL: ['warning', 'Guardrail'],
};

/** One metric: chart, the same numbers as a table, what was measured, and how it was computed. */
export function MetricSection({ result, metric, design, nameOf }: Props) {
  const rows = rowsOf(result, { metric, alpha: design.alpha, nameOf });
  const measure = measureFor(result, metric);
  const [tone, role] = ROLES[result.role];
  const margin = design.guardrails.find(({ metric: key }) => key === metric.key)?.margin ?? null;
  const isCompared = rows.some(({ difference }) => difference !== null);
  return (
    <Section
      title={metric.name}
      isFlush
      note={`${directionText(metric)}${margin === null ? '' : ` Harm of up to ${chosenShareText(margin)} of the control is accepted.`}`}
      action={<Tag tone={tone}>{role}</Tag>}
    >
      {isCompared ? (
        <Box sx={{ px: 1.5, pb: 1, '--sheet': theme => theme.palette.background.paper }}>
          <ForestPlot
            title={`${metric.name}: difference from the control, with its interval`}
            rows={rows}
            unit={measure.unit}
            plain={measure.plain}
            accepted={margin === null ? null : acceptedHarm(result, metric, margin)}
          />
        </Box>
      ) : null}
      <ComparisonTable caption={`${metric.name}: comparisons`} rows={rows} unit={measure.unit} />
      <Box sx={{ mt: 1, borderTop: 1, borderColor: 'divider' }}>
        <ArmTable
          caption={`${metric.name}: arms`}
          arms={result.arms}
          kind={metric.kind}
          measure={measure}
          nameOf={nameOf}
          controlKey={result.comparisons[0]?.controlKey ?? ''}
        />
      </Box>
      <MethodLine result={result} />
    </Section>
  );
}

const directionText = ({ direction, description }: MetricWholeFragment): string =>
  [description, direction === 'INCREASE' ? 'More is better.' : 'Less is better.'].filter(Boolean).join(' ');

function acceptedHarm({ arms, comparisons }: MetricResult, metric: MetricWholeFragment, margin: number) {
  const control = arms.find(({ variantKey }) => variantKey === comparisons[0]?.controlKey);
  if (control?.mean == null) return null;
  const harm = margin * Math.abs(control.mean);
  return metric.direction === 'INCREASE' ? -harm : harm;
}

function MethodLine({ result: { comparisons } }: { result: MetricResult }) {
  const method = comparisons[0]?.method;
  if (!method) return null;
  return (
    <Typography
      variant="caption"
      component="p"
      sx={{ color: 'text.secondary', px: 2, py: 1.5, borderTop: 1, borderColor: 'divider' }}
    >
      Method: {method.name}.{' '}
      <Link href={method.source} target="_blank" rel="noreferrer">
        Where it is described
      </Link>
    </Typography>
  );
}
