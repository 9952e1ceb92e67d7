import { Alert, Typography } from '@mui/material';
import { ArchiveLayerDocument } from '../generated/graphql';
import { AskFirst } from '../layout/AskFirst';
import { Allowed } from '../layout/Allowed';
import { request } from '../providers/client';
import type { Layer } from './layer';

export function ArchiveLayerButton({ layer: { key, name, version, archivedAt, ranges } }: { layer: Layer }) {
  if (archivedAt !== null) return null;
  const isEmpty = ranges.length === 0;
  return (
    <Allowed action="archive" resource="layers">
      <AskFirst
        label="Archive"
        tone="secondary"
        title={`Archive “${name}”?`}
        confirm="Archive layer"
        done="The layer is archived."
        isReady={isEmpty}
        act={() => request(ArchiveLayerDocument, { key, version })}
      >
        {isEmpty ? (
          <Typography>
            No experiment can enter it any more, and this cannot be undone. It is kept for the record.
          </Typography>
        ) : (
          <Alert severity="warning" variant="outlined">
            A layer can be archived once nobody has a range in it. Stop or archive these first:{' '}
            {ranges.map(({ experimentKey }) => experimentKey).join(', ')}.
          </Alert>
        )}
      </AskFirst>
    </Allowed>
  );
}
