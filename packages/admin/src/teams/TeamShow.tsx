import { Stack } from '@mui/material';
import { useParams } from 'react-router-dom';
import { AuditTimeline } from '../audit/AuditTimeline';
import { Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import { Allowed } from '../layout/Allowed';
import { Page } from '../layout/Page';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { AmendTeamButton } from './AmendTeamButton';
import { ArchiveTeamButton } from './ArchiveTeamButton';
import { MemberTable } from './MemberTable';
import { type Team, marketsText } from './team';
import { TeamTag } from './TeamTag';

export function TeamShow() {
  const { id = '' } = useParams();
  const { data, error } = useWhole<Team>('teams', id);
  if (!data) {
    return (
      <Page title={id}>{error ? <Trouble explanation={asApiError(error).explanation} /> : <Waiting />}</Page>
    );
  }
  return (
    <Page
      title={data.name}
      badge={<TeamTag archivedAt={data.archivedAt} />}
      lead={data.key}
      actions={
        <Stack direction="row" sx={{ gap: 1 }}>
          <AmendTeamButton team={data} />
          <ArchiveTeamButton team={data} />
        </Stack>
      }
    >
      <Section title="Record">
        <Facts
          facts={[
            ['Markets', marketsText(data.markets)],
            ['Defined', <Instant key="defined" at={data.createdAt} />],
            ['Put away', <Instant key="archived" at={data.archivedAt} none="No" />],
          ]}
        />
      </Section>
      <MemberTable team={data} />
      <Allowed action="list" resource="audit">
        <AuditTimeline subjectType="Team" subjectKey={data.key} />
      </Allowed>
    </Page>
  );
}
