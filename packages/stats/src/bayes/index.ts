// How likely is it better, and what does a wrong choice cost?
export { type NormalEvidence, type NormalPosterior, normalPosterior } from './normal-posterior.js';
export { type BetaBinomial, type BetaBinomialOptions, betaBinomial } from './beta-binomial.js';
