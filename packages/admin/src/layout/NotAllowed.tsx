import { ApiError } from '../providers/errors';
import { Page } from './Page';
import { Trouble } from './Trouble';

const FORBIDDEN = new ApiError({ message: 'not allowed', extensions: { code: 'FORBIDDEN' } });

/** Stands where a page would be that the reader's role does not allow. */
export const NotAllowed = () => (
  <Page title="Not allowed">
    <Trouble
      explanation={{ ...FORBIDDEN.explanation, advice: 'Ask an administrator for another role, or go back.' }}
    />
  </Page>
);
