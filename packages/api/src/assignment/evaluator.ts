/**
 * Everything that an assignment is computed from, for a process that is not this one: nothing here or below it needs
 * a package, the network, the clock or chance. The same plan, recipient and context give the same answer there.
 */

// The assignment, and what it is an answer to
export { type Answer, type Reason, assign } from './assignment.rules.js';
export type { Plan, PlannedExperiment, PlannedPhase, PlannedVariant } from './plan.rules.js';

// The recipient
export { IDENTITY_RULE_VERSION, canonicalKey, recipientKeyFault } from '../kernel/recipient-key.js';

// Buckets
export { hash } from './hash.rules.js';
export { type BucketRange, chooseVariant } from './range.rules.js';
export { bucketRanges, equalWeights } from './share.rules.js';
export { type Namespace, inNamespace } from './namespace.rules.js';

// Conditions
export {
  type Attributes,
  type CompiledCondition,
  type Condition,
  compileCondition,
  evaluateCondition,
} from '../experiments/condition.rules.js';
export type { SavedGroup, SavedGroups } from '../experiments/saved-group.rules.js';
