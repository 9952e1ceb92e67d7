import { useParams } from 'react-router-dom';
import { AuditTimeline } from '../audit/AuditTimeline';
import { Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import { countText } from '../fields/numbers';
import { Tag } from '../fields/StatusChip';
import type { MetricWholeFragment } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { Page } from '../layout/Page';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { RetireButton } from './RetireButton';
import { DIRECTION_WORDS, KIND_WORDS, countedText, windowText } from './words';

export function MetricShow() {
  const { id = '' } = useParams();
  const { data, error } = useWhole<MetricWholeFragment>('metrics', id);
  if (!data) {
    return (
      <Page title={id}>{error ? <Trouble explanation={asApiError(error).explanation} /> : <Waiting />}</Page>
    );
  }
  return (
    <Page
      title={data.name}
      badge={data.retiredAt ? <Tag tone="neutral">Retired</Tag> : <Tag tone="success">In use</Tag>}
      lead={data.description || data.key}
      actions={<RetireButton metric={data} />}
    >
      <Section title="Definition">
        <Facts facts={factsOf(data)} />
      </Section>
      <Allowed action="list" resource="audit">
        <AuditTimeline subjectType="Metric" subjectKey={data.key} />
      </Allowed>
    </Page>
  );
}

const factsOf = (metric: MetricWholeFragment) =>
  [
    ['Key', metric.key],
    ['Kind', `${KIND_WORDS[metric.kind].name}: ${KIND_WORDS[metric.kind].says}`],
    ['Counted of a recipient', countedText(metric)],
    ['Direction', DIRECTION_WORDS[metric.direction]],
    ['Window', windowText(metric.conversionWindowHours)],
    ['Cap', metric.cap === null ? 'None' : `A recipient counts as at most ${countText(metric.cap)}`],
    ['Currency', metric.currency ?? 'Any'],
    ['Defined', <Instant key="defined" at={metric.createdAt} />],
    ['Retired', <Instant key="retired" at={metric.retiredAt} none="No" />],
  ] as const;
