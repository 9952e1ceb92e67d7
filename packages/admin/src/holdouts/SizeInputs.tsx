import { Box } from '@mui/material';
import { NumberInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import type { HoldoutForm } from './holdout-form';
import { OutlookPreview } from './OutlookPreview';
import { SIZE_PERCENT, prospectOf } from './prospect';
import { sizeHelp, sizeProblem } from './size-words';

const isCount = (value: unknown) =>
  typeof value === 'number' && value >= 1 && value < 2 ** 31 ? undefined : 'A whole number of at least 1.';

const isRate = (value: unknown) =>
  typeof value === 'number' && value > 0 && value < 100 ? undefined : 'More than 0 and less than 100.';

/** How many are held out, and, while it is typed, what that will be able to show. */
export function SizeInputs() {
  const [sizePercent, listSize, ratePercent] = useWatch<
    HoldoutForm,
    ['sizePercent', 'listSize', 'ratePercent']
  >({ name: ['sizePercent', 'listSize', 'ratePercent'] });
  return (
    <>
      <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { sm: 'repeat(3, 1fr)' } }}>
        <NumberInput
          source="sizePercent"
          label="Size, %"
          min={SIZE_PERCENT.least}
          max={SIZE_PERCENT.most}
          step={0.5}
          validate={sizeProblem}
          helperText={sizeHelp(sizePercent)}
        />
        <NumberInput
          source="listSize"
          label="Recipients on the list"
          min={1}
          step={1}
          validate={isCount}
          helperText="All whom you can write to."
        />
        <NumberInput
          source="ratePercent"
          label="Base rate, %"
          min={0}
          max={100}
          validate={isRate}
          helperText="How many of them convert, for example order in a quarter."
        />
      </Box>
      <OutlookPreview prospect={prospectOf({ sizePercent, listSize, ratePercent })} />
    </>
  );
}
