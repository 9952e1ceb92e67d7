import {
  Checkbox,
  FormControl,
  FormControlLabel,
  FormGroup,
  FormHelperText,
  FormLabel,
  Typography,
} from '@mui/material';
import { PEOPLE_ROLES, conflictOf } from './user';

interface Props {
  readonly roles: readonly string[];
  readonly fault?: string | null;
  readonly onChange: (roles: string[]) => void;
}

/** The roles of a person, each with what it may do. What cannot go together is said before it is sent. */
export function RoleInputs({ roles, fault = null, onChange }: Props) {
  const trouble = fault ?? conflictOf(roles);
  const toggle = (role: string) =>
    onChange(roles.includes(role) ? roles.filter(one => one !== role) : [...roles, role]);
  return (
    <FormControl component="fieldset" error={trouble !== null} sx={{ my: 1.5 }}>
      <FormLabel component="legend">Roles</FormLabel>
      <FormGroup>
        {PEOPLE_ROLES.map(({ id, name, may }) => (
          <FormControlLabel
            key={id}
            sx={{ alignItems: 'flex-start', my: 0.25 }}
            control={<Checkbox checked={roles.includes(id)} onChange={() => toggle(id)} sx={{ py: 0.25 }} />}
            label={
              <>
                {name}
                <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
                  {may}
                </Typography>
              </>
            }
          />
        ))}
      </FormGroup>
      {trouble ? <FormHelperText>{trouble}</FormHelperText> : null}
    </FormControl>
  );
}
