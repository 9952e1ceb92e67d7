import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { AmendExperimentDocument } from '../generated/graphql';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { request } from '../providers/client';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { useCommand } from '../providers/useCommand';
import { type DraftForm, draftOf, inputOf } from './draft';
import type { Experiment } from './experiment';
import { ExperimentWizard } from './ExperimentWizard';

export function ExperimentEdit() {
  const { id = '' } = useParams();
  const { data, error } = useWhole<Experiment>('experiments', id);
  return (
    <Page title={data ? `Edit ${data.name}` : id} lead="What is running or over is never edited; a draft is.">
      {data ? (
        <DraftEditor experiment={data} />
      ) : error ? (
        <Trouble explanation={asApiError(error).explanation} />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

/** The version is the latest one read; what is typed stays as it is when somebody else changes the draft. */
function DraftEditor({ experiment }: { experiment: Experiment }) {
  const [initial] = useState(() => draftOf(experiment));
  const { run, isBusy } = useCommand();
  const navigate = useNavigate();
  const { key, version } = experiment;
  const save = async (form: DraftForm) => {
    const input = { ...inputOf(form), key, version };
    const error = await run(() => request(AmendExperimentDocument, { input }), 'The draft is saved.');
    if (error === null) await navigate(`/experiments/${key}/show`);
    return error;
  };
  return <ExperimentWizard initial={initial} isKeyFixed save={save} isBusy={isBusy} />;
}
