import type { Condition } from '../experiments/condition.rules.js';
import type { PlannedVariant } from './plan.rules.js';
import type { BucketRange } from './range.rules.js';

/** What a feature is worth to who gets a variant. Whoever gets none has the default of the code. */
export interface SdkValue {
  readonly variant: string;
  readonly payload: PlannedVariant['payload'];
}

/** How the SDKs hash: the recipient key under the name `id`, by version 2. */
interface Hashed {
  readonly hashAttribute: 'id';
  readonly hashVersion: 2;
  readonly seed: string;
}

/** A rule that gives recipients variants. */
export interface SdkExperimentRule extends Hashed {
  readonly key: string;
  readonly phase: string;
  readonly variations: readonly SdkValue[];
  readonly meta: readonly { readonly key: string }[];
  readonly ranges: readonly BucketRange[];
  /** A variant that was remembered must not outlast the phase that gave it. */
  readonly disableStickyBucketing: true;
  readonly condition?: Condition;
  readonly filters?: readonly SdkFilter[];
  readonly parentConditions?: readonly { readonly id: string; readonly condition: Condition }[];
}

/** A rule that holds recipients out. */
export interface SdkHoldoutRule extends Hashed {
  readonly force: string;
  readonly range: BucketRange;
  readonly condition?: Condition;
}

export interface SdkFilter {
  readonly attribute: 'id';
  readonly hashVersion: 2;
  readonly seed: string;
  readonly ranges: readonly BucketRange[];
}

export interface SdkFeature {
  readonly defaultValue: string | null;
  readonly rules: readonly (SdkExperimentRule | SdkHoldoutRule)[];
}
