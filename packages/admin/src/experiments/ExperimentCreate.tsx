import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { CreateExperimentDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { NotAllowed } from '../layout/NotAllowed';
import { Page } from '../layout/Page';
import { request } from '../providers/client';
import { useCommand } from '../providers/useCommand';
import { type DraftForm, inputOf, newDraft } from './draft';
import { ExperimentWizard } from './ExperimentWizard';

export const ExperimentCreate = () => (
  <Allowed action="create" resource="experiments" otherwise={<NotAllowed />}>
    <Page title="Create experiment" lead="A draft first: it can be changed until it is started.">
      <DraftMaker />
    </Page>
  </Allowed>
);

function DraftMaker() {
  const [initial] = useState(newDraft);
  const { run, isBusy } = useCommand();
  const navigate = useNavigate();
  const save = async (form: DraftForm) => {
    const input = inputOf(form);
    const error = await run(() => request(CreateExperimentDocument, { input }), 'The draft is saved.');
    if (error === null) await navigate(`/experiments/${input.key}/show`);
    return error;
  };
  return <ExperimentWizard initial={initial} isKeyFixed={false} save={save} isBusy={isBusy} />;
}
