import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../assignment/index.js';
import { ofrepFlag } from './ofrep-answer.rules.js';

const assignment = (overrides: Partial<Assignment> = {}): Assignment => ({
  experimentKey: 'subject',
  inExperiment: true,
  variantKey: 'short',
  reason: 'ASSIGNED',
  bucket: 0.1,
  probability: 0.5,
  holdoutKey: null,
  payload: { subject: 'Hi' },
  modelVersionId: null,
  planVersion: 'v1',
  ...overrides,
});

describe('an assignment as an OFREP evaluation', () => {
  it('is a split, worth the variant and its payload', () => {
    expect(ofrepFlag(assignment())).toEqual({
      key: 'subject',
      reason: 'SPLIT',
      variant: 'short',
      value: { variant: 'short', payload: { subject: 'Hi' } },
      metadata: { probityReason: 'ASSIGNED', planVersion: 'v1' },
    });
    expect(ofrepFlag(assignment({ payload: null, modelVersionId: 'm2' }))).toMatchObject({
      value: { variant: 'short', payload: null },
      metadata: { modelVersionId: 'm2' },
    });
  });

  it.each([
    ['HELD_OUT', 'DEFAULT'],
    ['EXCLUDED_BY_LAYER', 'DEFAULT'],
    ['NOT_RUNNING', 'DISABLED'],
    ['NOT_TARGETED', 'DEFAULT'],
    ['NOT_IN_ALLOCATION', 'DEFAULT'],
  ] as const)('has no value where there is no variant: %s is %s', (reason, theirs) => {
    const holdoutKey = reason === 'HELD_OUT' ? 'everything' : null;
    const none = { inExperiment: false, variantKey: null, payload: null };

    expect(ofrepFlag(assignment({ ...none, reason, holdoutKey }))).toEqual({
      key: 'subject',
      reason: theirs,
      metadata: { probityReason: reason, planVersion: 'v1', ...(holdoutKey && { holdoutKey }) },
    });
  });

  it('says that it is stale where the plan is not known to be current', () => {
    expect(ofrepFlag(assignment(), 7)).toMatchObject({
      reason: 'STALE',
      variant: 'short',
      metadata: { probityReason: 'ASSIGNED', staleSeconds: 7 },
    });
    expect(ofrepFlag(assignment(), 0)).toMatchObject({ reason: 'STALE', metadata: { staleSeconds: 0 } });
  });
});
