import { Autocomplete, TextField } from '@mui/material';
import { operationsOf } from './operations';

export interface Scope {
  readonly operations: readonly string[];
  readonly markets: readonly string[];
  readonly addresses: readonly string[];
}

type Field = keyof Scope;

interface Props {
  readonly role: string;
  readonly scope: Scope;
  readonly faultOf: (field: Field) => string | null;
  readonly onChange: (change: Partial<Scope>) => void;
}

const WORDS: Readonly<Record<Field, readonly [label: string, help: string]>> = {
  operations: ['Operations', 'The only ones that it may use. None means all that its role may.'],
  markets: ['Markets', 'Type one and press Enter, for example DE. None means all markets.'],
  addresses: [
    'Addresses',
    'Networks that it may be used from, for example 192.0.2.0/24 or 2001:db8::/32. None means all.',
  ],
};

/** What a key is limited to, within what its role may do. */
export const ScopeInputs = ({ role, scope, faultOf, onChange }: Props) =>
  (['operations', 'markets', 'addresses'] as const).map(field => {
    const [label, help] = WORDS[field];
    const fault = faultOf(field);
    return (
      <Autocomplete
        key={field}
        multiple
        freeSolo
        autoSelect={field !== 'operations'}
        filterSelectedOptions
        disableCloseOnSelect
        options={field === 'operations' ? [...operationsOf(role)] : []}
        value={[...scope[field]]}
        onChange={(_event, chosen) => onChange({ [field]: distinct(chosen) })}
        renderInput={props => (
          <TextField {...props} label={label} error={fault !== null} helperText={fault ?? help} />
        )}
      />
    );
  });

const distinct = (texts: readonly string[]): string[] => [
  ...new Set(texts.map(text => text.trim()).filter(Boolean)),
];
