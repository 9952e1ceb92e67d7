import { Typography } from '@mui/material';
import { type MetricWholeFragment, RetireMetricDocument } from '../generated/graphql';
import { AskFirst } from '../layout/AskFirst';
import { Allowed } from '../layout/Allowed';
import { request } from '../providers/client';

export function RetireButton({ metric: { key, name, version, retiredAt } }: { metric: MetricWholeFragment }) {
  if (retiredAt !== null) return null;
  return (
    <Allowed action="retire" resource="metrics">
      <AskFirst
        label="Retire"
        tone="error"
        title={`Retire “${name}”?`}
        confirm="Retire metric"
        done="The metric is retired."
        act={() => request(RetireMetricDocument, { key, version })}
      >
        <Typography>
          New designs cannot use it any more, and this cannot be undone. Experiments that run with it go on,
          and their results stay.
        </Typography>
      </AskFirst>
    </Allowed>
  );
}
