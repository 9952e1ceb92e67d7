// What do the agreed rules advise?
export {
  type Candidate,
  recommend,
  recommendAmong,
  type Recommendation,
  type RecommendationAmong,
} from './recommend.js';
export {
  type Action,
  clearSignals,
  type Condition,
  type DecisionPolicy,
  doNoHarm,
  type PolicyRule,
  type PolicyThresholds,
  riskAware,
} from './policy.js';
export type { CheckEvidence, DecisionEvidence, MetricEvidence, Progress } from './evidence.js';
export type { Fact } from './facts.js';
export type { Reason, ReasonCode } from './reasons.js';
