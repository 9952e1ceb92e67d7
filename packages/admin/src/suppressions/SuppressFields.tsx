import { MenuItem, TextField } from '@mui/material';
import type { ApiError } from '../providers/errors';
import { PURPOSE_CHOICES, REASON_CHOICES, SCOPE_CHOICES } from './suppression';
import type { SuppressionForm } from './suppression-form';

interface Props {
  readonly form: SuppressionForm;
  readonly trouble: ApiError | null;
  readonly onChange: (form: SuppressionForm) => void;
}

/** Whom, how far and why. Each scope has the fields that it needs, and no others. */
export function SuppressFields({ form, trouble, onChange }: Props) {
  const field = (name: keyof SuppressionForm, label: string, help?: string) => ({
    label,
    value: form[name],
    fullWidth: true,
    ...faultOf(trouble, name, help),
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...form, [name]: target.value }),
  });
  const { scope } = form;
  return (
    <>
      <TextField select {...field('scope', 'How far')}>
        {SCOPE_CHOICES.map(optionOf)}
      </TextField>
      {scope === 'DOMAIN' ? (
        <TextField
          required
          {...field('domain', 'Domain', 'What stands behind the @. Its subdomains are others.')}
        />
      ) : (
        <TextField
          required
          {...field('recipientKey', 'Recipient key or address', 'However it is spelt.')}
          autoComplete="off"
        />
      )}
      {scope === 'PURPOSE' ? (
        <TextField select {...field('purpose', 'Purpose')}>
          {PURPOSE_CHOICES.map(optionOf)}
        </TextField>
      ) : null}
      {scope === 'BRAND' || scope === 'PURPOSE' ? (
        <TextField
          required={scope === 'BRAND'}
          {...field('brand', 'Brand', scope === 'BRAND' ? undefined : 'Empty for every brand.')}
        />
      ) : null}
      <TextField select {...field('reason', 'Why')}>
        {REASON_CHOICES.map(optionOf)}
      </TextField>
      <TextField
        multiline
        {...field('note', 'Note', 'For the audit log, where it stays for good. No personal data.')}
      />
    </>
  );
}

const optionOf = ({ id, name }: { id: string; name: string }) => (
  <MenuItem key={id} value={id}>
    {name}
  </MenuItem>
);

const faultOf = (trouble: ApiError | null, field: string, help: string | undefined) =>
  trouble?.field === field ? { error: true, helperText: trouble.explanation.title } : { helperText: help };
