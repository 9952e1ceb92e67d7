import type { Client } from './client.js';
import { createExperiment, defineMetric, make, verb } from './make.js';

export interface Interval {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly level: number;
}

export interface Results {
  readonly status: string;
  readonly phase: number;
  readonly asOf: string;
  readonly method: string;
  readonly checks: readonly {
    readonly name: string;
    readonly status: string;
    readonly pValue: number | null;
    readonly detail: string;
  }[];
  readonly metrics: readonly {
    readonly metricKey: string;
    readonly role: string;
    readonly arms: readonly Arm[];
    readonly comparisons: readonly Comparison[];
  }[];
  readonly recommendation: string | null;
  readonly recommendedVariantKey: string | null;
  readonly decisionBlockedBy: readonly string[];
}

export interface Arm {
  readonly variantKey: string;
  readonly units: number;
  readonly mean: number | null;
  readonly standardDeviation: number | null;
}

export interface Comparison {
  readonly variantKey: string;
  readonly status: string;
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly pValue: number | null;
  readonly adjustedPValue: number | null;
  readonly relativeLift: number | null;
  readonly relativeInterval: Interval | null;
  readonly varianceReduction: number | null;
  readonly guardrail: string | null;
}

const RESULTS = `query ($key: Key!, $asOf: DateTime, $phase: Int) {
  experimentResults(key: $key, asOf: $asOf, phase: $phase) {
    status phase asOf method recommendation recommendedVariantKey decisionBlockedBy
    checks { name status pValue detail }
    metrics {
      metricKey role
      arms { variantKey units mean standardDeviation }
      comparisons {
        variantKey status difference standardError pValue adjustedPValue relativeLift guardrail varianceReduction
        interval { lower upper level } relativeInterval { lower upper level }
      }
    }
  }
}`;

export const resultsOf = (
  client: Client,
  key: string,
  { asOf, phase }: { asOf?: string; phase?: number } = {},
): Promise<Results> => client.ask<Results>(RESULTS, { key, asOf, phase });

/** The arms of the primary metric, in the order of the variants. */
export const armsOf = async (client: Client, key: string): Promise<readonly Arm[]> =>
  (await resultsOf(client, key)).metrics[0]?.arms ?? [];

export interface Imported {
  readonly key: string;
  readonly metric: string;
  /** The instant so many hours after the start. */
  readonly at: (hours: number) => string;
}

/** A running experiment that is assigned elsewhere, so that a test decides who gets what, with a metric of its own. */
export async function importedExperiment(
  client: Client,
  key: string,
  { metric = {}, design = {}, ...overrides }: Record<string, Record<string, unknown>> = {},
): Promise<Imported> {
  const named = `${key}-metric`;
  await defineMetric(client, { key: named, ...metric });
  await createExperiment(client, {
    key,
    assignmentSource: 'EXTERNAL',
    design: make.design({ primaryMetric: named, ...design }),
    ...overrides,
  });
  await verb(client, 'start', key);
  const { startedAt } = await client.ask<{ startedAt: string }>(
    'query ($key: Key!) { experiment(key: $key) { startedAt } }',
    { key },
  );
  const start = Date.parse(startedAt);
  return { key, metric: named, at: hours => new Date(start + hours * 3_600_000).toISOString() };
}
