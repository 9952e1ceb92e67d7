import { Box, Link as MuiLink, Pagination, Typography } from '@mui/material';
import { useGetList } from 'ra-core';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Instant } from '../fields/Ago';
import type { AuditRowFragment } from '../generated/graphql';
import { Empty } from '../layout/Empty';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { actionText, isDenied } from './actions';
import { EntryDiff } from './EntryDiff';
import { ProofBadge } from './ProofBadge';

const PER_PAGE = 10;

interface Props {
  readonly subjectType: string;
  /** Told by its key, or by its id where the key is a person's name and may be erased. */
  readonly subjectKey?: string;
  readonly subjectId?: string;
}

/** Everything that happened to one thing, newest first, each with what it changed. */
export function AuditTimeline({ subjectType, subjectKey, subjectId }: Props) {
  const [page, setPage] = useState(1);
  const {
    data,
    total = 0,
    error,
  } = useGetList<AuditRowFragment>('audit', {
    filter: { subjectType, subjectKey, subjectId },
    sort: { field: 'at', order: 'DESC' },
    pagination: { page, perPage: PER_PAGE },
  });
  if (error) return <Trouble explanation={asApiError(error).explanation} />;
  if (!data) return <Waiting />;
  if (data.length === 0)
    return <Empty title="Nothing is recorded">Every change of it will be listed here.</Empty>;
  return (
    <Section
      title="History"
      note="Every change and every refused attempt, newest first. The log cannot be edited."
    >
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map(entry => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Box>
      {total > PER_PAGE ? (
        <Pagination
          count={Math.ceil(total / PER_PAGE)}
          page={page}
          onChange={(_event, next) => setPage(next)}
          sx={{ mt: 2 }}
        />
      ) : null}
    </Section>
  );
}

const Entry = ({ entry }: { entry: AuditRowFragment }) => (
  <Box
    component="li"
    sx={{
      position: 'relative',
      pl: 3,
      pb: 2.5,
      borderLeft: 2,
      borderColor: 'divider',
      ml: 0.75,
      '&:last-child': { pb: 0 },
      '&::before': {
        content: '""',
        position: 'absolute',
        left: -7,
        top: 5,
        width: 12,
        height: 12,
        borderRadius: '50%',
        bgcolor: isDenied(entry.action) ? 'error.main' : 'primary.main',
        border: 2,
        borderColor: 'background.paper',
      },
    }}
  >
    <MuiLink component={Link} to={`/audit/${entry.id}/show`} sx={{ fontWeight: 600 }}>
      {actionText(entry.action)}
    </MuiLink>
    <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
      {entry.actorName}, <Instant at={entry.at} />{' '}
      <Box component="span" sx={{ ml: 1 }}>
        <ProofBadge entry={entry} />
      </Box>
    </Typography>
    {entry.reason ? <Typography variant="body2">“{entry.reason}”</Typography> : null}
    <EntryDiff id={entry.id} />
  </Box>
);
