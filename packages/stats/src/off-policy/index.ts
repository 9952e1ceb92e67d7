// What would another policy have earned, had it taken the logged decisions?
export { inversePropensity, type InversePropensityOptions } from './inverse-propensity.js';
export { selfNormalized } from './self-normalized.js';
export { doublyRobust } from './doubly-robust.js';
export { directMethod, type ModelledValue } from './direct-method.js';
export { replay } from './replay.js';
export type { LoggedRow, PredictedRow } from './logged-row.js';
export type { OffPolicyOptions, PolicyValue, PolicyValueUndefined } from './policy-value.js';
