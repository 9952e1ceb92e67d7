import { useParams } from 'react-router-dom';
import { AuditTimeline } from '../audit/AuditTimeline';
import { Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import { Allowed } from '../layout/Allowed';
import { Page } from '../layout/Page';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { MONOSPACE } from '../layout/theme';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { LiftButton } from './LiftButton';
import { SuppressionTag } from './SuppressionTag';
import { REASONS, SOURCES, type Suppression, reachText } from './suppression';

export function SuppressionShow() {
  const { id = '' } = useParams();
  const { data, error } = useWhole<Suppression>('suppressions', id);
  if (!data) {
    return (
      <Page title="Suppression">
        {error ? <Trouble explanation={asApiError(error).explanation} /> : <Waiting />}
      </Page>
    );
  }
  return (
    <Page
      title={REASONS[data.reason]}
      badge={<SuppressionTag of={data} />}
      lead={reachText(data)}
      actions={<LiftButton suppression={data} />}
    >
      <Section title="Suppression">
        <Facts facts={factsOf(data)} />
      </Section>
      {data.liftedAt === null ? null : (
        <Section title="Lift">
          <Facts facts={liftOf(data)} />
        </Section>
      )}
      <Allowed action="list" resource="audit">
        <AuditTimeline subjectType="Suppression" subjectKey={data.id} />
      </Allowed>
    </Page>
  );
}

const factsOf = (suppression: Suppression) =>
  [
    ['First happened', <Instant key="since" at={suppression.since} />],
    ['Last happened', <Instant key="last" at={suppression.lastAt} />],
    ['Ends', <Instant key="until" at={suppression.until} none="Never by itself" />],
    ['Told', SOURCES[suppression.source]],
    ['Told by', <Hash key="by" text={suppression.recordedBy} />],
    ['Known since', <Instant key="known" at={suppression.recordedAt} />],
    ['Who, as a keyed hash', <Hash key="target" text={suppression.targetId} />],
    ['Version', suppression.version],
  ] as const;

const liftOf = ({ liftedAt, liftReason, requestedAt }: Suppression) =>
  [
    ['Lifted', <Instant key="lifted" at={liftedAt} />],
    ['Why', liftReason],
    ['Asked for by the person', <Instant key="requested" at={requestedAt} none="Not told" />],
  ] as const;

const Hash = ({ text }: { text: string }) => (
  <code style={{ fontFamily: MONOSPACE, fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>{text}</code>
);
