import { FormControlLabel, Link as MuiLink, Switch } from '@mui/material';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { Instant } from '../fields/Ago';
import { Diff } from '../fields/Diff';
import { Facts } from '../fields/Facts';
import { Page } from '../layout/Page';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { actionText, actorText, pageOf, subjectText } from './actions';
import { diffOf } from './diff';
import type { WholeEntry } from './EntryDiff';
import { OutcomeTag } from './OutcomeTag';
import { ProofBadge } from './ProofBadge';
import { Told } from './Told';

export function AuditShow() {
  const { id = '' } = useParams();
  const { data, error } = useWhole<WholeEntry>('audit', id);
  if (!data) {
    return (
      <Page title={`Audit entry ${id}`}>
        {error ? <Trouble explanation={asApiError(error).explanation} /> : <Waiting />}
      </Page>
    );
  }
  return (
    <Page
      title={actionText(data.action)}
      badge={<OutcomeTag outcome={data.outcome} />}
      lead={`Entry ${data.id} of the audit log`}
    >
      <Section title="Entry">
        <Facts facts={factsOf(data)} />
      </Section>
      <BeforeAndAfter entry={data} />
    </Page>
  );
}

const NOT_CHANGED: Readonly<Record<string, string>> = {
  DENIED: 'The attempt was refused, so nothing changed.',
  FAILED: 'The attempt failed, so nothing changed.',
};

const factsOf = (entry: WholeEntry) =>
  [
    ['When', <Instant key="at" at={entry.at} />],
    ['By whom', <Actor key="actor" entry={entry} />],
    ['To what', <SubjectLink key="subject" entry={entry} />],
    ['Why', entry.reason ?? '–'],
    ['Proof', <ProofBadge key="proof" entry={entry} />],
    ['For whom', entry.onBehalfOf ?? '–'],
    ['Version since', entry.subjectVersion ?? '–'],
    ['Command', entry.action],
    ['Operation', entry.operation ?? '–'],
    ['Request', entry.requestId],
    ['Id of the entry', entry.entryId],
    ['Id of the actor', entry.actorId],
    ['Id of the thing', entry.subjectId],
  ] as const;

const Actor = ({ entry: { actorName, actorType } }: { entry: WholeEntry }) => (
  <>
    <Told text={actorName} /> ({actorText(actorType)})
  </>
);

function SubjectLink({ entry: { subjectType, subjectId, subjectKey } }: { entry: WholeEntry }) {
  // The key of a person is their name, which may be erased.
  const page = subjectType === 'User' ? `/users/${subjectId}/show` : pageOf(subjectType, subjectKey);
  const text = (
    <>
      {subjectText(subjectType)} <Told text={subjectKey} />
    </>
  );
  return page ? (
    <MuiLink component={Link} to={page}>
      {text}
    </MuiLink>
  ) : (
    text
  );
}

function BeforeAndAfter({ entry: { before, after, patch, outcome } }: { entry: WholeEntry }) {
  const [isWhole, setWhole] = useState(false);
  const changes = diffOf(before, after, patch);
  if (outcome !== 'ALLOWED') {
    return <Section title="Before and after">{NOT_CHANGED[outcome] ?? 'Nothing changed.'}</Section>;
  }
  return (
    <Section
      title="Before and after"
      isFlush
      note="+ added, − removed, ± changed"
      action={
        <FormControlLabel
          label="Show what stayed the same"
          control={<Switch checked={isWhole} onChange={event => setWhole(event.target.checked)} />}
        />
      }
    >
      <Diff caption="Before and after" changes={changes.filter(({ kind }) => isWhole || kind !== 'same')} />
    </Section>
  );
}
