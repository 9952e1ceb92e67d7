// Has a number moved?
export {
  type KolmogorovSmirnov,
  type KolmogorovSmirnovOptions,
  kolmogorovSmirnov,
} from './kolmogorov-smirnov.js';
export { type NormedWasserstein, normedWasserstein, wasserstein } from './wasserstein.js';
