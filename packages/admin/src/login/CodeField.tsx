import { TextField } from '@mui/material';

interface Props {
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** Whether a recovery code will do too. */
  readonly isRecoveryTaken?: boolean;
}

/** The code of an authenticator. It takes the focus: whoever is asked for it has nothing else to do. */
export const CodeField = ({ value, onChange, isRecoveryTaken = true }: Props) => (
  <TextField
    label="One-time code"
    required
    autoFocus
    fullWidth
    value={value}
    helperText={isRecoveryTaken ? 'Six digits from your authenticator, or a recovery code.' : 'Six digits.'}
    slotProps={{
      htmlInput: { autoComplete: 'one-time-code', inputMode: isRecoveryTaken ? 'text' : 'numeric' },
    }}
    onChange={event => onChange(event.target.value.trim())}
  />
);
