import { Box, type Theme, Typography } from '@mui/material';
import type { Change, ChangeKind } from '../audit/diff';
import { Told } from '../audit/Told';
import { type DataColumn, DataTable } from '../layout/DataTable';
import { MONOSPACE } from '../layout/theme';

const SIGNS: Readonly<Record<ChangeKind, readonly [sign: string, word: string]>> = {
  added: ['+', 'added'],
  removed: ['−', 'removed'],
  changed: ['±', 'changed'],
  same: ['', 'unchanged'],
};

const COLUMNS: readonly DataColumn<Change>[] = [
  { label: 'Field', width: '34%', render: ({ path, kind }) => <Path path={path} kind={kind} /> },
  {
    label: 'Before',
    width: '33%',
    render: ({ kind, before }) => <Value value={before} tone={kind === 'same' ? null : 'error'} />,
  },
  {
    label: 'After',
    width: '33%',
    render: ({ kind, after }) => <Value value={after} tone={kind === 'same' ? null : 'success'} />,
  },
];

/** Before and after side by side. A change is marked by a sign and by colour. */
export const Diff = ({ caption, changes }: { caption: string; changes: readonly Change[] }) =>
  changes.length === 0 ? (
    <Typography variant="body2" sx={{ color: 'text.secondary', px: 2.5, pb: 2 }}>
      Nothing changed.
    </Typography>
  ) : (
    <DataTable caption={caption} columns={COLUMNS} rows={changes} keyOf={({ path }) => path} />
  );

const Path = ({ path, kind }: { path: string; kind: ChangeKind }) => {
  const [sign, word] = SIGNS[kind];
  return (
    <Box
      component="span"
      sx={{ fontFamily: MONOSPACE, fontSize: '0.8125rem', fontWeight: kind === 'same' ? 400 : 700 }}
    >
      <Box component="span" role="img" aria-label={word} sx={{ display: 'inline-block', width: 20 }}>
        {sign}
      </Box>
      {path}
    </Box>
  );
};

const Value = ({ value, tone }: { value: string | null; tone: 'error' | 'success' | null }) =>
  value === null ? null : (
    <Box
      component="span"
      sx={{
        fontFamily: MONOSPACE,
        fontSize: '0.8125rem',
        overflowWrap: 'anywhere',
        whiteSpace: 'pre-wrap',
        ...(tone && {
          borderLeft: 3,
          borderColor: `${tone}.main`,
          pl: 1,
          display: 'block',
          bgcolor: (theme: Theme) => `color-mix(in srgb, ${theme.palette[tone].main} 10%, transparent)`,
        }),
      }}
    >
      <Told text={value} />
    </Box>
  );
