import {
  type EvaluationFailureResponse,
  type EvaluationSuccessResponse,
  OFREPApi,
  handleEvaluationError,
  toResolutionDetails,
} from '@openfeature/ofrep-core';
import { type EvaluationContext, type JsonValue, OpenFeature, type Provider } from '@openfeature/server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment, verb } from '../support/make.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
  await runningExperiment(await house.as('administrator'), {
    key: 'subject',
    targeting: { market: 'DE' },
    variants: [
      { key: 'control', weightBp: 1 },
      { key: 'short', weightBp: 9999, payload: { subject: 'Hi' } },
    ],
  });
});

afterAll(async () => {
  await OpenFeature.close();
  await house.close();
});

/** OpenFeature's own protocol client as a provider of its server SDK: one request for each evaluation. */
function providerWith(key: string): Provider {
  const api = new OFREPApi({ baseUrl: house.url, headers: [['X-API-Key', key]] });
  const resolve = async <T extends Exclude<JsonValue, null>>(
    flagKey: string,
    defaultValue: T,
    context: EvaluationContext,
  ) => {
    const { httpStatus, value } = await api.postEvaluateFlag(flagKey, { context });
    return httpStatus === 200
      ? toResolutionDetails(value as EvaluationSuccessResponse, defaultValue)
      : handleEvaluationError(value as EvaluationFailureResponse, defaultValue);
  };
  return {
    metadata: { name: 'one by one' },
    resolveBooleanEvaluation: resolve,
    resolveStringEvaluation: resolve,
    resolveNumberEvaluation: resolve,
    resolveObjectEvaluation: resolve,
  } as Provider;
}

async function clientAs(role: string) {
  await OpenFeature.setProviderAndWait(role, providerWith((await house.key(role)).secret));
  return OpenFeature.getClient(role);
}

const NOBODY = { variant: 'none', payload: null };
const german = { targetingKey: 'kunde-1', market: 'DE' };

describe("OpenFeature's server SDK", () => {
  it('has the value where there is one, and the default of the code where there is none', async () => {
    const client = await clientAs('esp');
    const everybody = Array.from({ length: 8 }, (_none, index) => ({
      ...german,
      targetingKey: `kunde-${index}`,
    }));
    const values = await Promise.all(everybody.map(one => client.getObjectValue('subject', NOBODY, one)));

    expect(values).toContainEqual({ variant: 'short', payload: { subject: 'Hi' } });
    expect(await client.getObjectDetails('subject', NOBODY, { ...german, market: 'FR' })).toMatchObject({
      value: NOBODY,
      reason: 'DEFAULT',
      flagMetadata: { probityReason: 'NOT_TARGETED' },
    });
  });

  it.each([
    ['there is no flag', 'nothing', german, 'FLAG_NOT_FOUND'],
    ['there is no targeting key', 'subject', { market: 'DE' }, 'TARGETING_KEY_MISSING'],
    ['the key cannot be one', 'subject', { targetingKey: 'k'.repeat(600) }, 'INVALID_CONTEXT'],
  ])('is told the code where %s', async (_what, flag, context, errorCode) => {
    const client = await clientAs('model');

    expect(await client.getObjectDetails(flag, NOBODY, context)).toMatchObject({
      value: NOBODY,
      reason: 'ERROR',
      errorCode,
    });
  });

  it('has the default of the code with a key that may not ask', async () => {
    const client = await clientAs('viewer');

    expect(await client.getObjectDetails('subject', NOBODY, german)).toMatchObject({
      value: NOBODY,
      errorCode: 'GENERAL',
      errorMessage: expect.stringContaining('forbidden') as string,
    });
  });

  it('sees at once that an experiment is paused', async () => {
    const client = await clientAs('model');
    await verb(await house.as('administrator'), 'pause', 'subject');

    expect(await client.getObjectDetails('subject', NOBODY, german)).toMatchObject({
      value: NOBODY,
      reason: 'DISABLED',
    });
  });
});
