import { Alert, AlertTitle, Typography } from '@mui/material';
import { countText, countedText } from '../fields/numbers';
import { sentence } from '../providers/errors';
import { liftText } from './lift';
import { type Prospect, membersOf } from './prospect';
import type { Outlook } from './useOutlook';

interface Props {
  readonly outlook: Outlook;
  readonly prospect: Prospect;
}

/** What a holdout is able to see, in words, and what speaks against its size. */
export function OutlookNote({ outlook: { smallestLift, warnings }, prospect }: Props) {
  const members = membersOf(prospect);
  return (
    <Alert severity={warnings.length > 0 ? 'warning' : 'info'} variant="outlined">
      <AlertTitle sx={{ fontWeight: 650, color: 'text.primary' }}>
        {smallestLift === null
          ? 'This holdout will not see any lift'
          : `This holdout will see a lift of ${liftText(smallestLift)} or more`}
      </AlertTitle>
      <Typography variant="body2" sx={{ color: 'text.primary' }}>
        About {countText(members)} of {countedText(prospect.listSize, 'recipient', 'recipients')}{' '}
        {members === 1 ? 'is' : 'are'} held out.
        {smallestLift === null ? '' : ' A smaller lift would be missed more often than one time in five.'}
      </Typography>
      {warnings.map(warning => (
        <Typography key={warning} variant="body2" sx={{ color: 'text.primary', mt: 0.5, fontWeight: 600 }}>
          {sentence(warning)}
        </Typography>
      ))}
    </Alert>
  );
}
