import RefreshIcon from '@mui/icons-material/Refresh';
import { Box, Button, MenuItem, Stack, TextField, Typography } from '@mui/material';
import { useGetMany, useGetOne } from 'ra-core';
import { useState } from 'react';
import type { Experiment } from '../experiments/experiment';
import { Instant } from '../fields/Ago';
import type { MetricWholeFragment } from '../generated/graphql';
import { Empty } from '../layout/Empty';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { CheckTable } from './CheckTable';
import type { Results } from './effect';
import { MetricSection } from './MetricSection';
import { verdictOf } from './verdict';
import { VerdictNote } from './VerdictNote';

/** What an experiment shows, by the design registered at its start. */
export function ResultsPanel({ experiment }: { experiment: Experiment }) {
  const [phase, setPhase] = useState(experiment.phases.length);
  if (experiment.phases.length === 0) {
    return (
      <Empty title="No results yet">
        Results appear once the experiment has started and exposures are recorded. The design that they will
        be read by is locked at the start.
      </Empty>
    );
  }
  return <PhaseResults experiment={experiment} phase={phase} onPhase={setPhase} />;
}

interface PhaseProps {
  readonly experiment: Experiment;
  readonly phase: number;
  readonly onPhase: (phase: number) => void;
}

function PhaseResults({ experiment, phase, onPhase }: PhaseProps) {
  const { data, error, isPending, isFetching, refetch } = useGetOne<Results & { id: string }>('results', {
    id: experiment.key,
    meta: { phase },
  });
  if (isPending && !error) return <Waiting label="Computing the results" />;
  return (
    <>
      <Stack direction="row" sx={{ gap: 2, mb: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        {experiment.phases.length > 1 ? (
          <PhaseChoice experiment={experiment} phase={phase} onPhase={onPhase} />
        ) : null}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {data ? (
            <>
              Counted up to <Instant at={data.asOf} />
            </>
          ) : null}
        </Typography>
        <Box sx={{ flexGrow: 1 }} />
        <Button startIcon={<RefreshIcon />} disabled={isFetching} onClick={() => void refetch()}>
          {isFetching ? 'Computing…' : 'Refresh'}
        </Button>
      </Stack>
      {error ? <Trouble explanation={asApiError(error).explanation} /> : null}
      {data && !error ? <Reading experiment={experiment} results={data} /> : null}
    </>
  );
}

function Reading({ experiment, results }: { experiment: Experiment; results: Results }) {
  const { data: metrics, error } = useGetMany<MetricWholeFragment>('metrics', {
    ids: results.metrics.map(({ metricKey }) => metricKey),
  });
  const { design, variants } = experiment;
  if (error) return <Trouble explanation={asApiError(error).explanation} />;
  if (!metrics || !design || metrics.some(metric => !metric)) return <Waiting />;
  const metricOf = (key: string) => metrics.find(metric => metric.key === key);
  const nameOf = (key: string) => variants.find(variant => variant.key === key)?.name ?? key;
  const verdict = verdictOf(results, {
    nameOf,
    metricName: metricOf(design.primaryMetric)?.name ?? design.primaryMetric,
    plannedRecipients: design.plannedRecipients,
  });
  return (
    <>
      <VerdictNote verdict={verdict} />
      {results.metrics.map(result => {
        const metric = metricOf(result.metricKey);
        return metric ? <MetricSection key={metric.key} {...{ result, metric, design, nameOf }} /> : null;
      })}
      <Section title="Checks of the data" isFlush note="What must hold before any comparison is believed.">
        <CheckTable checks={results.checks} />
      </Section>
    </>
  );
}

const PhaseChoice = ({ experiment, phase, onPhase }: PhaseProps) => (
  <TextField
    select
    label="Phase"
    value={phase}
    onChange={event => onPhase(Number(event.target.value))}
    sx={{ width: 220, m: 0 }}
  >
    {experiment.phases.map(({ number }) => (
      <MenuItem key={number} value={number}>
        Phase {number}
        {number === experiment.phases.length ? ', the latest' : ''}
      </MenuItem>
    ))}
  </TextField>
);
