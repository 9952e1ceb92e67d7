import { Typography } from '@mui/material';
import { type KeyRowFragment, RevokeApiKeyDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { AskFirst } from '../layout/AskFirst';
import { request } from '../providers/client';

export function RevokeButton({ apiKey: { id, name, prefix, revokedAt } }: { apiKey: KeyRowFragment }) {
  if (revokedAt !== null) return null;
  return (
    <Allowed action="revoke" resource="keys">
      <AskFirst
        label="Revoke"
        tone="error"
        title={`Revoke “${name}”?`}
        confirm="Revoke key"
        done="The key is revoked."
        act={() => request(RevokeApiKeyDocument, { id })}
      >
        <Typography>
          The key {prefix}… stops working everywhere within 5 seconds: requests signed with it are refused.
          This cannot be undone; make a new key for whoever still needs one.
        </Typography>
      </AskFirst>
    </Allowed>
  );
}
