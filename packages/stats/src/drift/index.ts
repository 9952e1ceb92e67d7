// Has a number moved?
export {
  type KolmogorovSmirnov,
  type KolmogorovSmirnovOptions,
  kolmogorovSmirnov,
} from './kolmogorov-smirnov.js';
export { type NormedWasserstein, normedWasserstein, wasserstein } from './wasserstein.js';

// Have the shares of bins or categories moved?
export {
  type PopulationStability,
  type PopulationStabilityOptions,
  populationStability,
} from './population-stability.js';
export { type ChiSquaredTwoSample, chiSquaredTwoSample } from './chi-squared.js';
export {
  type FloorOptions,
  hellinger,
  jensenShannon,
  type JensenShannonOptions,
  klDivergence,
  totalVariation,
} from './divergences.js';

// Into which bins shall it be put?
export { type BinCounts, countsIn, referenceBins, type ReferenceBinsOptions } from './bins.js';
export { type MergedBins, mergeSparse } from './sparse-bins.js';
