import { MenuItem, TextField } from '@mui/material';
import type { KeyForm } from './key-form';
import { LIFETIMES } from './lifetimes';
import { ROLE_WORDS, roleSentence } from './roles';

interface Props {
  readonly form: KeyForm;
  readonly faultOf: (field: string) => string | null;
  readonly onChange: (change: Partial<KeyForm>) => void;
}

/** What every key has: a purpose, a role and an end. */
export const KeyInputs = ({ form, faultOf, onChange }: Props) => (
  <>
    <TextField
      required
      label="What is it for?"
      value={form.name}
      error={faultOf('name') !== null}
      helperText={faultOf('name') ?? 'For example: send-time model, production.'}
      onChange={event => onChange({ name: event.target.value })}
    />
    <TextField
      select
      label="Role"
      value={form.role}
      error={faultOf('role') !== null}
      helperText={faultOf('role') ?? roleSentence(form.role)}
      // Operations are offered by role, so what was chosen for another role may not be among them.
      onChange={event => onChange({ role: event.target.value, operations: [] })}
    >
      {Object.entries(ROLE_WORDS).map(([role, { name }]) => (
        <MenuItem key={role} value={role}>
          {name}
        </MenuItem>
      ))}
    </TextField>
    <TextField
      select
      label="Ends"
      value={form.days}
      error={faultOf('expiresAt') !== null}
      helperText={faultOf('expiresAt')}
      onChange={event => onChange({ days: event.target.value })}
    >
      {LIFETIMES.map(({ days, name }) => (
        <MenuItem key={days} value={days}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  </>
);
