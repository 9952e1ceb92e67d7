import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assign } from '../../packages/api/src/assignment/assignment.rules.js';
import { hash } from '../../packages/api/src/assignment/hash.rules.js';
import { compilePlan } from '../../packages/api/src/assignment/plan.rules.js';
import type { LayerRange } from '../../packages/api/src/experiments/layer-range.entity.js';
import type { Experiment } from '../../packages/api/src/experiments/index.js';
import { canonicalKey } from '../../packages/api/src/kernel/recipient.js';
import type { Layer } from '../../packages/api/src/layers/index.js';

interface Planned {
  readonly key: string;
  readonly seed: string;
  readonly allocationBp: number;
  readonly targeting: Record<string, unknown> | null;
  readonly layer: (Pick<Layer, 'key' | 'seed'> & LayerRange) | null;
  readonly variants: readonly { readonly key: string; readonly weightBp: number }[];
}

interface Vectors {
  readonly hashes: readonly { readonly seed: string; readonly key: string; readonly bucket: number }[];
  readonly experiments: readonly Planned[];
  readonly cases: readonly {
    readonly experimentKey: string;
    readonly recipientKey: string;
    readonly context: Record<string, unknown>;
    readonly reason: string;
    readonly variantKey: string | null;
    readonly bucket: number | null;
  }[];
}

const vectors = JSON.parse(readFileSync(new URL('./assignment.json', import.meta.url), 'utf8')) as Vectors;

const asStarted = ({ variants, ...experiment }: Planned): Experiment =>
  ({
    ...experiment,
    id: experiment.key,
    assignmentSource: 'HASHED',
    pausedAt: null,
    layerKey: experiment.layer?.key ?? null,
    variants: variants.map(variant => ({ ...variant, payload: null, modelVersionId: null })),
    phases: [
      {
        number: 1,
        startedAt: '2026-01-01T00:00:00.000Z',
        endedAt: null,
        allocationBp: experiment.allocationBp,
        targeting: experiment.targeting,
        layerRange: experiment.layer,
        weights: variants.map(({ key, weightBp }) => ({ variantKey: key, weightBp })),
        reason: 'start',
      },
    ],
  }) as unknown as Experiment;

const plan = compilePlan({
  experiments: vectors.experiments.map(asStarted),
  layers: vectors.experiments.flatMap(({ layer }) => layer ?? []) as unknown as Layer[],
});

describe('the published answers of assignment', () => {
  it.each(vectors.hashes)('hash "$key" under "$seed" into bucket $bucket', ({ seed, key, bucket }) => {
    expect(hash(seed, key)).toBe(bucket);
  });

  it.each(vectors.experiments)('are those of the experiment "$key"', ({ key }) => {
    const cases = vectors.cases.filter(({ experimentKey }) => experimentKey === key);

    const answers = cases.map(({ recipientKey, context }) => {
      const { reason, variant, bucket } = assign(plan, key, canonicalKey(recipientKey), context);
      return {
        experimentKey: key,
        recipientKey,
        context,
        reason,
        variantKey: variant?.key ?? null,
        bucket,
      };
    });

    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(answers).toEqual(cases);
  });

  it('show every variant with a share, every reason, and keys beyond ASCII', () => {
    const shown = new Set(vectors.cases.map(({ reason }) => reason));
    const variants = new Set(vectors.cases.map(one => `${one.experimentKey} ${one.variantKey}`));

    expect([...shown].toSorted()).toEqual([
      'ASSIGNED',
      'EXCLUDED_BY_LAYER',
      'NOT_IN_ALLOCATION',
      'NOT_RUNNING',
      'NOT_TARGETED',
    ]);
    expect(variants).toContain('steps v0');
    expect(variants).not.toContain('silent v0');
    expect(vectors.cases.some(({ recipientKey }) => recipientKey.includes('日本'))).toBe(true);
  });
});
