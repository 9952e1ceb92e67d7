import { Alert, Box, Typography } from '@mui/material';
import { useWatch } from 'react-hook-form';
import { Facts } from '../fields/Facts';
import { Json } from '../fields/Json';
import { basisPointsText } from '../fields/numbers';
import { LayerPlace } from '../layers/LayerPlace';
import { DesignFacts } from './DesignFacts';
import { type DraftForm, inputOf } from './draft';
import type { Design } from './experiment';
import { VariantTable } from './VariantTable';
import { isComplete, weightSumText } from './weights';

/** What will be saved, as others will read it. */
export function ReviewStep() {
  const input = inputOf(useWatch<DraftForm>() as DraftForm);
  const weights = input.variants.map(({ weightBp }) => weightBp);
  const { design } = input;
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1.5 }}>
        Is this what you mean?
      </Typography>
      {isComplete(weights) ? null : (
        <Alert severity="warning" variant="outlined" sx={{ mb: 2 }}>
          {weightSumText(weights)}.
        </Alert>
      )}
      <Facts
        facts={[
          ['Name', input.name || '–'],
          ['Key', input.key || '–'],
          ['Hypothesis', input.hypothesis || '–'],
          ['Eligible', <Json key="targeting" value={input.targeting} none="Everybody" />],
          ['Of those, in the experiment', basisPointsText(input.allocationBp ?? 0)],
          [
            'Layer',
            <LayerPlace key="layer" layerKey={input.layerKey ?? null} range={input.layerRange ?? null} />,
          ],
        ]}
      />
      <Typography variant="h3" sx={{ mt: 3, mb: 1 }}>
        Variants
      </Typography>
      <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 2, overflow: 'hidden' }}>
        <VariantTable
          variants={input.variants.map(variant => ({
            key: variant.key,
            name: variant.name ?? variant.key,
            weightBp: variant.weightBp,
            isControl: variant.isControl ?? false,
            payload: variant.payload ?? null,
            modelVersionId: variant.modelVersionId ?? null,
          }))}
        />
      </Box>
      <Typography variant="h3" sx={{ mt: 3, mb: 1 }}>
        Design
      </Typography>
      {design ? (
        <DesignFacts design={design as Design} />
      ) : (
        <Typography variant="body2">
          None yet. You can save the draft, and add the design before the start.
        </Typography>
      )}
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 3 }}>
        It is saved as a draft. Nobody is assigned until you start it.
      </Typography>
    </>
  );
}
