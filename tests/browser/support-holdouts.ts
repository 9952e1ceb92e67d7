import type { Client } from '../support/client.js';
import { createExperiment, defineMetric, make, recordExposures, verb } from '../support/make.js';

const OPEN = 'mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key } }';
const HOLDOUT = `query ($recipientKey: String!) {
  assignment(experimentKey: "spoiling", recipientKey: $recipientKey) { holdoutKey }
}`;

export const openHoldout = (client: Client, overrides: Record<string, unknown>) =>
  client.ask<{ key: string }>(OPEN, {
    input: { listSize: 400_000, baseRate: 0.02, sizeBp: 500, ...overrides },
  });

/** An experiment that runs and a holdout from it, one of whose members was shown a variant all the same. */
export async function contaminatedHoldout(client: Client): Promise<{ member: string; other: string }> {
  await defineMetric(client, { key: 'spoilt-orders', name: 'Orders' });
  const design = make.design({ primaryMetric: 'spoilt-orders' });
  await createExperiment(client, { key: 'spoiling', name: 'Spoiling', design });
  await verb(client, 'start', 'spoiling');
  const scope = { scope: 'EXPERIMENTS', experimentKeys: ['spoiling'] };
  await openHoldout(client, { key: 'spoilt', name: 'Spoilt', sizeBp: 2000, ...scope });
  const [member = '', respected = ''] = await whoGets(client, { holdoutKey: 'spoilt' }, 2);
  const [other = ''] = await whoGets(client, { holdoutKey: null }, 1);
  const claim = { experimentKey: 'spoiling', occurredAt: new Date().toISOString() };
  await recordExposures(client, [
    { ...claim, recipientKey: member, variantKey: 'control' },
    { ...claim, recipientKey: respected },
  ]);
  return { member, other };
}

/** The first recipients whom a holdout keeps out, or whom none does. */
async function whoGets(
  client: Client,
  { holdoutKey }: { holdoutKey: string | null },
  count: number,
): Promise<string[]> {
  const found: string[] = [];
  for (let index = 0; found.length < count; index += 1) {
    const recipientKey = `recipient-${index}@example.com`;
    const answer = await client.ask<{ holdoutKey: string | null }>(HOLDOUT, { recipientKey });
    if (answer.holdoutKey === holdoutKey) found.push(recipientKey);
  }
  return found;
}
