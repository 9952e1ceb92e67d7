import { Typography } from '@mui/material';
import { ArchiveTeamDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { AskFirst } from '../layout/AskFirst';
import { request } from '../providers/client';
import type { Team } from './team';

export function ArchiveTeamButton({ team: { key, version, name, archivedAt } }: { team: Team }) {
  if (archivedAt !== null) return null;
  return (
    <Allowed action="archive" resource="teams">
      <AskFirst
        label="Put away"
        tone="secondary"
        title={`Put “${name}” away?`}
        confirm="Put away"
        done="The team is put away."
        act={() => request(ArchiveTeamDocument, { key, version })}
      >
        <Typography>
          Nobody can be put into it any more, and this cannot be undone. It is refused while somebody is in
          it.
        </Typography>
      </AskFirst>
    </Allowed>
  );
}
