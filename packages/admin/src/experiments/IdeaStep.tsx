import { Box, Typography } from '@mui/material';
import { maxLength, regex, required } from 'ra-core';
import { TextInput } from 'react-admin';

const KEY = [
  required('Give it a key.'),
  regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'A key is 1 to 64 of a-z 0-9 . _ - and starts with a letter or digit.',
  ),
];
const NAME = [required('Give it a name.'), maxLength(200, 'A name has at most 200 characters.')];
const HYPOTHESIS = [
  required('Say what you expect.'),
  maxLength(5000, 'A hypothesis has at most 5,000 characters.'),
];

/** What is tried, and why. */
export const IdeaStep = ({ isKeyFixed }: { isKeyFixed: boolean }) => (
  <>
    <Typography variant="h2">What do you want to find out?</Typography>
    <TextInput source="name" label="Name" validate={NAME} helperText="What people call it." />
    <TextInput
      source="key"
      label="Key"
      validate={KEY}
      readOnly={isKeyFixed}
      helperText={
        isKeyFixed
          ? 'The key cannot be changed.'
          : 'What programs call it, for example spring-subject-lines. It cannot be changed later.'
      }
    />
    <TextInput
      source="hypothesis"
      label="Hypothesis"
      multiline
      minRows={3}
      validate={HYPOTHESIS}
      helperText="What you expect to happen, and why. It is locked at the start."
    />
    <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { sm: 'repeat(3, 1fr)' } }}>
      <TextInput source="market" label="Market" helperText="For example NL." />
      <TextInput source="channel" label="Channel" helperText="For example email." />
      <TextInput source="journey" label="Journey" helperText="For example welcome." />
    </Box>
  </>
);
