import { FormControlLabel, Link as MuiLink, Switch } from '@mui/material';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { Instant } from '../fields/Ago';
import { Diff } from '../fields/Diff';
import { Facts } from '../fields/Facts';
import { Tag } from '../fields/StatusChip';
import { Page } from '../layout/Page';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { actionText, actorText, isDenied, pageOf, subjectText } from './actions';
import { diffOf } from './diff';
import type { WholeEntry } from './EntryDiff';

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
      badge={isDenied(data.action) ? <Tag tone="error">Refused</Tag> : <Tag tone="success">Done</Tag>}
      lead={`Entry ${data.id} of the audit log`}
    >
      <Section title="Entry">
        <Facts facts={factsOf(data)} />
      </Section>
      <BeforeAndAfter entry={data} />
    </Page>
  );
}

const factsOf = (entry: WholeEntry) =>
  [
    ['When', <Instant key="at" at={entry.at} />],
    ['By whom', `${entry.actorName} (${actorText(entry.actorType)})`],
    ['To what', <SubjectLink key="subject" entry={entry} />],
    ['Why', entry.reason ?? '–'],
    ['Command', entry.action],
    ['Request', entry.requestId],
    ['Id of the actor', entry.actorId],
    ['Id of the thing', entry.subjectId],
  ] as const;

function SubjectLink({ entry: { subjectType, subjectKey } }: { entry: WholeEntry }) {
  const page = pageOf(subjectType, subjectKey);
  const text = `${subjectText(subjectType)} ${subjectKey}`;
  return page ? (
    <MuiLink component={Link} to={page}>
      {text}
    </MuiLink>
  ) : (
    text
  );
}

function BeforeAndAfter({ entry: { before, after, action } }: { entry: WholeEntry }) {
  const [isWhole, setWhole] = useState(false);
  const changes = diffOf(before, after);
  if (isDenied(action)) {
    return <Section title="Before and after">The attempt was refused, so nothing changed.</Section>;
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
