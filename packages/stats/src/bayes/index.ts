// How likely is it better, and what does a wrong choice cost?
export { type NormalEvidence, type NormalPosterior, normalPosterior } from './normal-posterior.js';
export { type BetaBinomial, type BetaBinomialOptions, betaBinomial } from './beta-binomial.js';

// Which of several arms is best?
export type { Arm, ArmOptions } from './arms.js';
export { type BestArm, bestArm } from './best-arm.js';
export type { BetaPrior } from './beta-posterior.js';
export { bestOfBetas } from './best-of-betas.js';

// How shall a bandit divide its traffic, and when shall it end?
export { type BanditOptions, thompsonWeights, type TopTwoOptions, topTwoWeights } from './thompson.js';
export { type StopDecision, type StopOptions, stopRule } from './stop-rule.js';
