import { maxLength, regex, required } from 'ra-core';
import { TextInput } from 'react-admin';
import { type ChangeEvent, useRef } from 'react';
import { useFormContext } from 'react-hook-form';
import { suggestedKey } from './suggested-key';

const KEY = [
  required('Give it a key.'),
  regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'A key is 1 to 64 of a-z 0-9 . _ - and starts with a letter or digit.',
  ),
];
const NAME = [required('Give it a name.'), maxLength(200, 'A name has at most 200 characters.')];

/** A name, and the key that it suggests until somebody types another. */
export function NameAndKeyInputs({ keyHelp }: { keyHelp: string }) {
  const { getValues, setValue } = useFormContext<{ key: string | null }>();
  const suggested = useRef('');
  const suggest = (event: ChangeEvent<HTMLInputElement>) => {
    const present = getValues('key') ?? '';
    if (present !== suggested.current) return;
    suggested.current = suggestedKey(event.target.value);
    setValue('key', suggested.current || null);
  };
  return (
    <>
      <TextInput
        source="name"
        label="Name"
        validate={NAME}
        onChange={suggest}
        helperText="What people call it."
      />
      <TextInput source="key" label="Key" validate={KEY} helperText={keyHelp} />
    </>
  );
}
