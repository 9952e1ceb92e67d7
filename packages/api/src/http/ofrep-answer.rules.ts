import type { Assignment } from '../assignment/index.js';

/** An OFREP evaluation. Without a value the client takes the default of its code. */
export interface OfrepFlag {
  readonly key: string;
  readonly reason: string;
  readonly variant?: string;
  readonly value?: { readonly variant: string; readonly payload: Assignment['payload'] };
  readonly metadata: Readonly<Record<string, string | number>>;
}

/** Whoever else gets no variant has the default of the code, and the metadata say why. */
const REASONS: Partial<Readonly<Record<Assignment['reason'], string>>> = {
  ASSIGNED: 'SPLIT',
  NOT_RUNNING: 'DISABLED',
};

/**
 * An assignment in the words of OpenFeature.
 *
 * @param staleSeconds for how long the plan has not been known to be current; null while it is
 */
export function ofrepFlag(assignment: Assignment, staleSeconds: number | null = null): OfrepFlag {
  const { experimentKey, variantKey, payload, reason, planVersion, holdoutKey, modelVersionId } = assignment;
  return {
    key: experimentKey,
    reason: staleSeconds === null ? (REASONS[reason] ?? 'DEFAULT') : 'STALE',
    ...(variantKey !== null && { variant: variantKey, value: { variant: variantKey, payload } }),
    metadata: {
      probityReason: reason,
      planVersion,
      ...(holdoutKey !== null && { holdoutKey }),
      ...(modelVersionId !== null && { modelVersionId }),
      ...(staleSeconds !== null && { staleSeconds }),
    },
  };
}
