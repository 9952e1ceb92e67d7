import { violation } from '../kernel/errors.js';

/** The answer to who is signed in by a link of the operator: there is nobody whose password or code it could be. */
export const noAccount = () =>
  violation(
    'no-account',
    'this session was opened by a link and belongs to no account; open a new link instead',
  );
