import type { Client } from './client.js';

/** Inputs with defaults, and the operations that most journeys begin with. */
export const make = {
  metric: (overrides: Record<string, unknown> = {}) => ({
    key: 'ordered',
    name: 'Order rate',
    kind: 'PROPORTION',
    outcomeTypes: ['ordered'],
    ...overrides,
  }),
  design: (overrides: Record<string, unknown> = {}) => ({
    primaryMetric: 'ordered',
    method: 'FIXED',
    ...overrides,
  }),
  variants: (...weightsBp: number[]) =>
    weightsBp.map((weightBp, index) => ({ key: index === 0 ? 'control' : `variant-${index}`, weightBp })),
  experiment: (overrides: Record<string, unknown> = {}) => ({
    key: 'subject-line',
    name: 'Subject line',
    hypothesis: 'A shorter subject line is opened more often.',
    variants: make.variants(5000, 5000),
    design: make.design(),
    ...overrides,
  }),
};

export const defineMetric = (client: Client, overrides: Record<string, unknown> = {}) =>
  client.ask<{ key: string }>(
    'mutation ($input: DefineMetricInput!) { defineMetric(input: $input) { key } }',
    {
      input: make.metric(overrides),
    },
  );

export const CREATE = `mutation ($input: CreateExperimentInput!) {
  createExperiment(input: $input) { id key version status seed designHash possibleCommands }
}`;

export interface Created {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly status: string;
  readonly seed: string;
  readonly designHash: string | null;
  readonly possibleCommands: readonly string[];
}

export const createExperiment = (client: Client, overrides: Record<string, unknown> = {}) =>
  client.ask<Created>(CREATE, { input: make.experiment(overrides) });

/** A metric and an experiment that runs. */
export async function runningExperiment(
  client: Client,
  overrides: Record<string, unknown> = {},
): Promise<Created> {
  await defineMetric(client);
  const { key } = await createExperiment(client, overrides);
  return verb(client, 'start', key);
}

/** start, pause, resume, stop or archive. */
export const verb = (client: Client, name: string, key: string, version?: number) =>
  client.ask<Created>(
    `mutation ($key: Key!, $version: Int) {
      ${name}Experiment(key: $key, version: $version) { id key version status seed designHash possibleCommands }
    }`,
    { key, version },
  );

export interface Receipt {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly { readonly index: number; readonly code: string; readonly message: string }[];
}

const RECEIPT = '{ accepted duplicates rejected { index code message } }';

export const recordExposures = (client: Client, input: readonly Record<string, unknown>[]) =>
  client.ask<Receipt>(`mutation ($input: [ExposureInput!]!) { recordExposures(input: $input) ${RECEIPT} }`, {
    input,
  });

export const recordOutcomes = (client: Client, input: readonly Record<string, unknown>[]) =>
  client.ask<Receipt>(`mutation ($input: [OutcomeInput!]!) { recordOutcomes(input: $input) ${RECEIPT} }`, {
    input,
  });
