// Which channels were on the way? Descriptive, never causal.
export { attribution } from './attribution.js';
export type { AttributionOptions, Credit, PathRow } from './paths.js';
export type { PositionOptions } from './touch-rules.js';
export type { TimeDecayOptions } from './time-decay.js';
export type { MarkovAttribution } from './markov.js';
