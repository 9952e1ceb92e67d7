import { Autocomplete, TextField } from '@mui/material';

interface Props {
  /** Null for all markets. */
  readonly markets: readonly string[] | null;
  readonly fault?: string | null;
  readonly onChange: (markets: string[] | null) => void;
}

/** Markets as free words: whatever experiments and holdouts call theirs. None is all of them. */
export const MarketInputs = ({ markets, fault = null, onChange }: Props) => (
  <Autocomplete
    multiple
    freeSolo
    autoSelect
    options={[] as string[]}
    value={[...(markets ?? [])]}
    onChange={(_event, chosen) => {
      const named = [...new Set(chosen.map(market => market.trim()).filter(Boolean))];
      onChange(named.length > 0 ? named : null);
    }}
    renderInput={props => (
      <TextField
        {...props}
        label="Markets"
        error={fault !== null}
        helperText={fault ?? 'Type one and press Enter, for example DE. None means all markets.'}
      />
    )}
  />
);
