import type { Client } from './client.js';
import type { House } from './house.js';
import type { Receipt } from './make.js';

export interface Told {
  readonly id: string;
  readonly version: number;
  readonly scope: string;
  readonly reason: string;
  readonly since: string;
  readonly lastAt: string;
  readonly isActive: boolean;
  readonly possibleCommands: readonly string[];
}

const FIELDS =
  '{ id version scope brand purpose reason since lastAt until source liftedAt isActive possibleCommands }';
export const ADD = `mutation ($input: SuppressionInput!, $note: String) {
  suppress(input: $input, note: $note) ${FIELDS}
}`;
export const LIFT = `mutation ($input: LiftSuppressionInput!) { liftSuppression(input: $input) ${FIELDS} }`;
export const ALL = `mutation ($input: [SuppressionInput!]!) {
  suppressAll(input: $input) { accepted duplicates rejected { index code message } }
}`;
export const STATUS = `query ($recipientKey: String!, $brand: String, $purpose: Purpose) {
  suppressionStatus(recipientKey: $recipientKey, brand: $brand, purpose: $purpose) {
    isSuppressed sentence decisive { id reason scope }
  }
}`;
export const LIST = `query ($filter: SuppressionFilter, $sort: [SortInput!], $perPage: Int) {
  suppressions(filter: $filter, sort: $sort, perPage: $perPage) { total items ${FIELDS} }
}`;

type Input = Record<string, unknown>;

/** An officer who suppresses and lifts, and a machine that tells and asks. */
export interface Suppressing {
  readonly officer: Client;
  readonly esp: Client;
  suppress(input: Input, note?: string): Promise<Told>;
  lift(input: Input): Promise<Told>;
  suppressAll(input: readonly Input[]): Promise<Receipt>;
  status(recipientKey: string, occasion?: Input): Promise<Status>;
  isSuppressed(recipientKey: string, occasion?: Input): Promise<boolean>;
  /** What there is of a recipient. */
  of(recipientKey: string, filter?: Input): Promise<readonly Told[]>;
  /** The instant so many minutes ago. */
  ago(minutes: number): string;
}

interface Status {
  readonly isSuppressed: boolean;
  readonly sentence: string;
  readonly decisive: Pick<Told, 'id' | 'reason' | 'scope'> | null;
}

export async function suppressing(house: House): Promise<Suppressing> {
  const [officer, esp] = [await house.as('compliance-officer'), await house.as('esp')];
  const status = (recipientKey: string, occasion: Input = {}) =>
    esp.ask<Status>(STATUS, { recipientKey, ...occasion });
  return {
    officer,
    esp,
    status,
    suppress: (input, note) => officer.ask<Told>(ADD, { input, note }),
    lift: input => officer.ask<Told>(LIFT, { input }),
    suppressAll: input => esp.ask<Receipt>(ALL, { input }),
    isSuppressed: async (key, occasion) => (await status(key, occasion)).isSuppressed,
    of: async (recipientKey, filter = {}) =>
      (await officer.ask<{ items: Told[] }>(LIST, { filter: { recipientKey, ...filter } })).items,
    ago: minutes => new Date(house.application.now().getTime() - minutes * 60_000).toISOString(),
  };
}
