import { Box, Button, List, ListItem, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { SuppressionsDocument } from '../generated/graphql';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { type ApiError, asApiError } from '../providers/errors';
import { Reach } from './Reach';
import { SuppressionTag } from './SuppressionTag';
import { REASONS, type Suppression } from './suppression';

type Found = readonly Suppression[] | ApiError | null;

/** Asks for one recipient, when told to: never while somebody types, and never by an address that others could read. */
export function LookUp() {
  const [key, setKey] = useState('');
  const [found, setFound] = useState<Found>(null);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    const filter = { recipientKey: key };
    const answer = await request(SuppressionsDocument, { filter, perPage: 100 }).catch(asApiError);
    setFound('suppressions' in answer ? answer.suppressions.items : answer);
  };
  return (
    <Section title="Look somebody up" note="The audit log keeps that you did, by the hash of the recipient.">
      <Box
        component="form"
        onSubmit={event => void ask(event)}
        sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}
      >
        <TextField
          label="Recipient key or address"
          value={key}
          autoComplete="off"
          onChange={event => {
            setKey(event.target.value);
            setFound(null);
          }}
          sx={{ flex: '1 1 260px', maxWidth: 480, m: 0 }}
        />
        <Button type="submit" variant="outlined" disabled={key.trim() === ''}>
          Look up
        </Button>
      </Box>
      <Box aria-live="polite">{found === null ? null : <Answer found={found} />}</Box>
    </Section>
  );
}

function Answer({ found }: { found: NonNullable<Found> }) {
  if ('explanation' in found) {
    return (
      <Box sx={{ mt: 2 }}>
        <Trouble explanation={found.explanation} />
      </Box>
    );
  }
  const count = found.filter(({ isActive }) => isActive).length;
  return (
    <>
      <Typography sx={{ mt: 2, fontWeight: 600 }}>
        {count === 0 ? 'Nothing suppresses this recipient.' : 'This recipient is suppressed.'}
      </Typography>
      <List dense disablePadding>
        {found.map(one => (
          <ListItem key={one.id} disableGutters sx={{ gap: 1.5, flexWrap: 'wrap' }}>
            <SuppressionTag of={one} />
            <span>{REASONS[one.reason]}</span>
            <Reach suppression={one} />
          </ListItem>
        ))}
      </List>
    </>
  );
}
