import type { RelativeStatus } from '../generated/graphql';

/** How far a relative lift can be trusted, in words. The absolute difference decides in any case. */
export const RELATIVE_WORDS: Readonly<Record<RelativeStatus, string | null>> = {
  OK: null,
  NOT_COMPARED: null,
  FIELLER:
    'The mean of the control is small against its error, so the interval of the lift is wide and lopsided (Fieller). Read the difference.',
  UNBOUNDED:
    'The mean of the control may be zero, so no interval bounds the lift. Read the difference instead.',
  ZERO_CONTROL_MEAN: 'The mean of the control is zero, so there is no lift. Read the difference.',
};
