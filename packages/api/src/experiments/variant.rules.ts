import { badInput, violation } from '../kernel/errors.js';
import type { Variant } from './variant.entity.js';

export interface VariantDraft {
  readonly key: string;
  readonly name?: string | null;
  readonly weightBp: number;
  readonly isControl?: boolean | null;
  readonly payload?: Record<string, unknown> | null;
  readonly modelVersionId?: string | null;
}

export const ALL_BP = 10_000;
const MOST_VARIANTS = 20;
const LARGEST_PAYLOAD = 16_384;

/** The variants as they are stored. Without a marked control the first is the control. */
export function variantsFrom(drafts: readonly VariantDraft[]): Variant[] {
  if (drafts.length < 2 || drafts.length > MOST_VARIANTS) {
    throw badInput('variants', `an experiment has 2 to ${MOST_VARIANTS} variants`);
  }
  const marked = drafts.some(({ isControl }) => isControl);
  const variants = drafts.map((draft, index) => ({
    key: draft.key,
    name: draft.name?.trim() || draft.key,
    weightBp: draft.weightBp,
    isControl: marked ? draft.isControl === true : index === 0,
    payload: draft.payload ?? null,
    modelVersionId: draft.modelVersionId ?? null,
  }));
  requireDistinctKeys(variants);
  requireOneControl(variants);
  requireWeights(variants);
  requireSmallPayloads(variants);
  return variants;
}

/** The weights of the variants in a new phase; every variant must be named once. */
export function reweighted(
  variants: readonly Variant[],
  weights: readonly { readonly variantKey: string; readonly weightBp: number }[],
): Variant[] {
  const given = new Map(weights.map(({ variantKey, weightBp }) => [variantKey, weightBp]));
  const complete = given.size === weights.length && variants.every(({ key }) => given.has(key));
  if (!complete || given.size !== variants.length) {
    throw violation('weights-incomplete', 'the weights name every variant exactly once', {
      field: 'weights',
    });
  }
  const changed = variants.map(variant => ({ ...variant, weightBp: given.get(variant.key) ?? 0 }));
  requireWeights(changed);
  return changed;
}

function requireDistinctKeys(variants: readonly Variant[]): void {
  if (new Set(variants.map(({ key }) => key)).size !== variants.length) {
    throw violation('variant-keys-distinct', 'two variants have the same key', { field: 'variants' });
  }
}

function requireOneControl(variants: readonly Variant[]): void {
  if (variants.filter(({ isControl }) => isControl).length !== 1) {
    throw violation('one-control', 'exactly one variant is the control', { field: 'variants' });
  }
}

function requireWeights(variants: readonly Variant[]): void {
  const sum = variants.reduce((total, { weightBp }) => total + weightBp, 0);
  if (sum !== ALL_BP) {
    throw violation('weights-sum', `the weights sum to ${sum} basis points instead of ${ALL_BP}`, {
      field: 'variants',
      sum,
    });
  }
}

function requireSmallPayloads(variants: readonly Variant[]): void {
  const large = variants.find(({ payload }) => payload && JSON.stringify(payload).length > LARGEST_PAYLOAD);
  if (large)
    throw badInput('variants', `the payload of "${large.key}" is larger than ${LARGEST_PAYLOAD} characters`);
}
