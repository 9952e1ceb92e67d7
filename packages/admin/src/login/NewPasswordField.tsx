import { TextField } from '@mui/material';

/** The shortest password that the API takes. */
export const SHORTEST_PASSWORD = 12;

interface Props {
  readonly label?: string;
  readonly value: string;
  readonly fault?: string | null;
  readonly onChange: (password: string) => void;
}

/** A password to be chosen: length is what counts, so nothing else is asked of it. */
export function NewPasswordField({ label = 'New password', value, fault = null, onChange }: Props) {
  const missing = SHORTEST_PASSWORD - value.length;
  const hint =
    missing > 0 && value !== '' ? `${missing} more to go.` : 'Long is strong: a few words will do.';
  return (
    <TextField
      label={label}
      type="password"
      required
      fullWidth
      value={value}
      error={fault !== null}
      helperText={fault ?? `At least ${SHORTEST_PASSWORD} characters. ${hint}`}
      slotProps={{ htmlInput: { autoComplete: 'new-password', minLength: SHORTEST_PASSWORD } }}
      onChange={event => onChange(event.target.value)}
    />
  );
}
