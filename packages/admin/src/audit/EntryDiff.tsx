import { Button } from '@mui/material';
import { useState } from 'react';
import { Diff } from '../fields/Diff';
import type { AuditEntryQuery } from '../generated/graphql';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { diffOf } from './diff';

export type WholeEntry = NonNullable<AuditEntryQuery['auditEntry']>;

/** What one entry changed, read when it is asked for. */
export function EntryDiff({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-expanded={isOpen}
        aria-controls={`changes-${id}`}
        onClick={() => setOpen(!isOpen)}
        sx={{ ml: -0.75, mt: 0.25 }}
      >
        {isOpen ? 'Hide what changed' : 'Show what changed'}
      </Button>
      <div id={`changes-${id}`}>{isOpen ? <Changes id={id} /> : null}</div>
    </>
  );
}

function Changes({ id }: { id: string }) {
  const { data, error } = useWhole<WholeEntry>('audit', id);
  if (error) return <Trouble explanation={asApiError(error).explanation} />;
  if (!data) return <Waiting />;
  const changes = diffOf(data.before, data.after, data.patch).filter(({ kind }) => kind !== 'same');
  return <Diff caption="What changed" changes={changes} />;
}
