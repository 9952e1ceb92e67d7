import { Alert, AlertTitle, Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { countText } from '../fields/numbers';
import type { Walk } from './log-walk';

/** What came out, in words; nothing while it is being found out. */
export function WalkVerdict({ walk }: { walk: Walk }) {
  if (walk.state === 'BAD') return <BadEntry walk={walk} />;
  if (walk.state !== 'DONE') return null;
  const { root, checked } = walk;
  if (root.what !== null) {
    return (
      <Outcome severity="error" title="The log is not what was signed.">
        Every entry has its own hash, but {root.what}.
      </Outcome>
    );
  }
  if (root.size === 0) {
    return (
      <Outcome severity="warning" title={`All ${countText(checked)} entries are as they were recorded.`}>
        There is no checkpoint yet, so nothing outside the entries themselves speaks for them.
      </Outcome>
    );
  }
  return (
    <Outcome severity="success" title={`All ${countText(checked)} entries are as they were recorded.`}>
      Their root is the one of the signed checkpoint, which covers {countText(root.size)} of them. The server
      has checked itself; whoever does not trust it takes the log away and runs “probity audit verify”.
    </Outcome>
  );
}

function BadEntry({ walk: { firstBad } }: { walk: Extract<Walk, { state: 'BAD' }> }) {
  const { entryId, leafIndex, what } = firstBad;
  return (
    <Outcome severity="error" title="The log was altered.">
      The first entry that is wrong is at place {countText(leafIndex)}: {what}. Nothing after it was checked.{' '}
      {entryId === null ? null : (
        <MuiLink component={Link} to={`/audit/${entryId}/show`}>
          Show this entry
        </MuiLink>
      )}
    </Outcome>
  );
}

interface Props {
  readonly severity: 'success' | 'warning' | 'error';
  readonly title: string;
  readonly children: React.ReactNode;
}

const Outcome = ({ severity, title, children }: Props) => (
  <Alert severity={severity} variant="outlined" sx={{ color: 'text.primary' }}>
    <AlertTitle sx={{ fontWeight: 650 }}>{title}</AlertTitle>
    {children}
  </Alert>
);
