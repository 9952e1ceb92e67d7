import { useParams } from 'react-router-dom';
import { AuditTimeline } from '../audit/AuditTimeline';
import { Allowed } from '../layout/Allowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { CloseButton } from './CloseButton';
import { ContaminationNote } from './ContaminationNote';
import { FreezeButton } from './FreezeButton';
import { type Holdout, scopeText } from './holdout';
import { HoldoutChip } from './HoldoutChip';
import { HoldoutOverview } from './HoldoutOverview';
import { ResizeButton } from './ResizeButton';

export function HoldoutShow() {
  const { id = '' } = useParams();
  const { data, error } = useWhole<Holdout>('holdouts', id);
  if (!data) {
    return (
      <Page title={id}>{error ? <Trouble explanation={asApiError(error).explanation} /> : <Waiting />}</Page>
    );
  }
  return (
    <Page
      title={data.name}
      badge={<HoldoutChip status={data.status} />}
      lead={`${data.key} · ${scopeText(data)}`}
      actions={
        <>
          <ResizeButton holdout={data} />
          <FreezeButton holdout={data} />
          <CloseButton holdout={data} />
        </>
      }
    >
      <ContaminationNote holdout={data} />
      <HoldoutOverview holdout={data} />
      <Allowed action="list" resource="audit">
        <AuditTimeline subjectType="Holdout" subjectKey={data.key} />
      </Allowed>
    </Page>
  );
}
