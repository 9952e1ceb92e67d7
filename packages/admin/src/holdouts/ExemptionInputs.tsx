import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import { required } from 'ra-core';
import { SelectInput, TextInput } from 'react-admin';
import { useFieldArray } from 'react-hook-form';
import type { ExemptionCategory } from '../generated/graphql';
import { CATEGORY_WORDS } from './holdout';
import type { HoldoutForm } from './holdout-form';

const CATEGORIES = (Object.keys(CATEGORY_WORDS) as ExemptionCategory[]).map(id => ({
  id,
  name: CATEGORY_WORDS[id],
}));
const CATEGORY = required('Choose which, or leave the exemption out.');
const REASON = required('Say why they must be sent.');

/** Messages that members receive all the same, each with its reason. */
export function ExemptionInputs() {
  const { fields, append, remove } = useFieldArray<HoldoutForm, 'exemptions'>({ name: 'exemptions' });
  return (
    <Box sx={{ my: 2 }}>
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        Exemptions
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Messages that members receive all the same: those asked for with this <code>messageCategory</code> in
        the context.
      </Typography>
      {fields.map(({ id }, index) => (
        <Box
          key={id}
          sx={{
            display: 'grid',
            columnGap: 2,
            alignItems: 'start',
            gridTemplateColumns: { xs: '1fr auto', sm: '1fr 1fr auto' },
            '& > :nth-of-type(2)': { gridColumn: { xs: 1, sm: 2 } },
          }}
        >
          <SelectInput
            source={`exemptions.${index}.category`}
            label="Messages"
            choices={CATEGORIES}
            validate={CATEGORY}
            helperText={false}
          />
          <TextInput
            source={`exemptions.${index}.reason`}
            label="Why they must be sent"
            validate={REASON}
            helperText={false}
          />
          <Tooltip title={`Leave out exemption ${index + 1}`}>
            <IconButton
              aria-label={`Leave out exemption ${index + 1}`}
              onClick={() => remove(index)}
              sx={{ mt: 1 }}
            >
              <DeleteIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        </Box>
      ))}
      <Button
        variant="outlined"
        sx={{ mt: 1 }}
        disabled={fields.length >= CATEGORIES.length}
        onClick={() => append({ category: null, reason: null })}
      >
        Add exemption
      </Button>
    </Box>
  );
}
