import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';

let house: House;
let model: Client;

beforeAll(async () => {
  house = await openHouse();
  await runningExperiment(await house.as('administrator'), { key: 'subject' });
  model = await house.as('model');
});

afterAll(() => house.close());

const ONE = `query ($recipient: String!, $household: String) {
  assignment(experimentKey: "subject", recipientKey: $recipient, householdKey: $household) { variantKey bucket }
}`;
const MANY = `query ($recipients: [String!]!, $households: [String]) {
  assignments(experimentKey: "subject", recipientKeys: $recipients, householdKeys: $households) { variantKeys buckets }
}`;
const RECORD = `mutation ($input: [ExposureInput!]!) {
  recordExposures(input: $input) { accepted duplicates rejected { code } }
}`;
interface Found {
  readonly variantKey: string;
  readonly bucket: number;
}
const variantOf = (recipient: string, household?: string) => model.ask<Found>(ONE, { recipient, household });

describe('a household', () => {
  const families = Array.from({ length: 100 }, (_none, index) => `family-${index}`);

  it('gets one variant, whoever of it is asked for', async () => {
    const members = families.flatMap(family => [`${family}-anna`, `${family}-ben`]);
    const households = families.flatMap(family => [family, ` ${family} `]);

    const { buckets } = await model.ask<{ buckets: number[] }>(MANY, { recipients: members, households });

    expect(families.every((_family, index) => buckets[2 * index] === buckets[2 * index + 1])).toBe(true);
    expect(new Set(buckets).size).toBeGreaterThan(95);
    expect(buckets[0]).toBe((await variantOf('anybody', 'family-0')).bucket);
  });

  it('is not asked of those who have none', async () => {
    const { buckets } = await model.ask<{ buckets: number[] }>(MANY, {
      recipients: ['anna', 'ben'],
      households: [null, 'family-0'],
    });

    expect(buckets[0]).toBe((await variantOf('anna')).bucket);
  });

  it('is recorded recipient by recipient, with the variant of the household', async () => {
    const [one = '', other = ''] = await differing();
    const exposure = (recipientKey: string, householdKey: string, variantKey: string) => ({
      experimentKey: 'subject',
      recipientKey,
      householdKey,
      variantKey,
      occurredAt: new Date(),
    });
    const { variantKey } = await variantOf(one, other);

    const receipt = await model.ask(RECORD, {
      input: [
        exposure(one, other, variantKey),
        exposure('another member', other, variantKey),
        exposure(one, one, variantKey),
      ],
    });

    expect(receipt).toEqual({ accepted: 2, duplicates: 0, rejected: [{ code: 'VARIANT_MISMATCH' }] });
  });

  it.each([
    ['householdKey', ONE, { recipient: 'anna', household: ' ' }],
    ['householdKeys.1', MANY, { recipients: ['anna', 'ben'], households: [null, ''] }],
    ['householdKeys', MANY, { recipients: ['anna', 'ben'], households: ['family-0'] }],
  ])('that cannot be one is refused: %s', async (field, query, variables) => {
    expect(await model.refusal(query, variables)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  /** A recipient key and a household key that fall to different variants. */
  async function differing(): Promise<string[]> {
    const { variantKeys } = await model.ask<{ variantKeys: string[] }>(MANY, { recipients: families });
    const other = variantKeys.findIndex(key => key !== variantKeys[0]);
    return [families[0] ?? '', families[other] ?? ''];
  }
});
