import type { Validator } from 'ra-core';
import { AutocompleteArrayInput, AutocompleteInput, ReferenceArrayInput, ReferenceInput } from 'react-admin';

interface Props {
  readonly source: string;
  readonly label: string;
  readonly helperText?: string | false;
  readonly validate?: Validator;
}

const ASKED = { filter: { retired: false }, sort: { field: 'name', order: 'ASC' }, perPage: 50 } as const;
const search = (q: string) => ({ q });
const nameAndKey = ({ name, key }: { name: string; key: string }) => `${name} (${key})`;

/** One of the metrics in use, searched on the server. */
export const MetricInput = ({ source, label, helperText = false, validate }: Props) => (
  <ReferenceInput source={source} reference="metrics" {...ASKED}>
    <AutocompleteInput
      label={label}
      optionText={nameAndKey}
      filterToQuery={search}
      helperText={helperText}
      {...(validate && { validate })}
    />
  </ReferenceInput>
);

/** Several of them. */
export const MetricsInput = ({ source, label, helperText = false }: Props) => (
  <ReferenceArrayInput source={source} reference="metrics" {...ASKED}>
    <AutocompleteArrayInput
      label={label}
      optionText={nameAndKey}
      filterToQuery={search}
      helperText={helperText}
    />
  </ReferenceArrayInput>
);
