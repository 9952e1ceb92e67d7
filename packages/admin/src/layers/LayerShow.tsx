import { Box } from '@mui/material';
import { useParams } from 'react-router-dom';
import { AuditTimeline } from '../audit/AuditTimeline';
import { Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import { basisPointsText } from '../fields/numbers';
import { Allowed } from '../layout/Allowed';
import { Page } from '../layout/Page';
import { Section } from '../layout/Section';
import { MONOSPACE } from '../layout/theme';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { ArchiveLayerButton } from './ArchiveLayerButton';
import type { Layer } from './layer';
import { LayerTag } from './LayerTag';
import { RangeBar } from './RangeBar';
import { RangeTable } from './RangeTable';

export function LayerShow() {
  const { id = '' } = useParams();
  const { data, error } = useWhole<Layer>('layers', id);
  if (!data) {
    return (
      <Page title={id}>{error ? <Trouble explanation={asApiError(error).explanation} /> : <Waiting />}</Page>
    );
  }
  return (
    <Page
      title={data.name}
      badge={<LayerTag layer={data} />}
      lead={data.key}
      actions={<ArchiveLayerButton layer={data} />}
    >
      <Section
        title="Ranges"
        isFlush
        note={`${basisPointsText(data.freeBp)} is free. Drafts keep a range too, so that it is there when they start.`}
      >
        <Box sx={{ px: 2.5, pb: 2 }}>
          <RangeBar label={data.name} shares={data.ranges} />
        </Box>
        <RangeTable shares={data.ranges} />
      </Section>
      <Section title="Record">
        <Facts facts={recordOf(data)} />
      </Section>
      <Allowed action="list" resource="audit">
        <AuditTimeline subjectType="Layer" subjectKey={data.key} />
      </Allowed>
    </Page>
  );
}

const recordOf = (layer: Layer) =>
  [
    ['Key', layer.key],
    ['Defined', <Instant key="defined" at={layer.createdAt} />],
    ['Archived', <Instant key="archived" at={layer.archivedAt} none="No" />],
    ['Version', layer.version],
    [
      'Seed',
      <code key="seed" style={{ fontFamily: MONOSPACE, fontSize: '0.8125rem' }}>
        {layer.seed}
      </code>,
    ],
  ] as const;
