import { Link as MuiLink, Stack } from '@mui/material';
import { Link } from 'react-router-dom';
import { countText, countedText } from '../fields/numbers';
import { ExtensionVerdict } from './ExtensionVerdict';
import type { Walk } from './log-walk';
import { Outcome } from './Outcome';

/** What came out, in words; nothing while it is being found out. */
export function WalkVerdict({ walk }: { walk: Walk }) {
  if (walk.state === 'BAD') return <BadEntry walk={walk} />;
  if (walk.state !== 'DONE') return null;
  return (
    <Stack sx={{ gap: 1.5 }}>
      <RootVerdict walk={walk} />
      {walk.extension ? <ExtensionVerdict extension={walk.extension} /> : null}
    </Stack>
  );
}

function RootVerdict({ walk: { root, checked } }: { walk: Extract<Walk, { state: 'DONE' }> }) {
  if (root.what !== null) {
    return (
      <Outcome severity="error" title="The log is not what was signed.">
        Every entry has its own hash, but {root.what}.
      </Outcome>
    );
  }
  if (root.size === 0) {
    return (
      <Outcome severity="warning" title={soundTitle(checked)}>
        There is no checkpoint yet, so nothing outside the entries themselves speaks for them.
      </Outcome>
    );
  }
  return (
    <Outcome severity="success" title={soundTitle(checked)}>
      Their root is the one of the signed checkpoint, which covers {countText(root.size)} of them. The server
      has checked itself; whoever does not trust it takes the log away and runs “probity audit verify”.
    </Outcome>
  );
}

function soundTitle(checked: number): string {
  if (checked === 0) return 'There is no entry to be checked yet.';
  if (checked === 1) return 'The one entry is as it was recorded.';
  return `All ${countedText(checked, 'entry', 'entries')} are as they were recorded.`;
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
