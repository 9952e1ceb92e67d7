import type { DataProvider, GetListParams, RaRecord } from 'ra-core';
import {
  AccountDocument,
  type AlertFilter,
  AlertsDocument,
  type ApiKeyFilter,
  ApiKeysDocument,
  AuditEntriesDocument,
  AuditEntryDocument,
  type AuditFilter,
  AuditProofDocument,
  ExperimentDocument,
  type ExperimentFilter,
  ExperimentResultsDocument,
  ExperimentsDocument,
  HoldoutDocument,
  type HoldoutFilter,
  HoldoutOutlookDocument,
  HoldoutsDocument,
  LayerDocument,
  type LayerFilter,
  LayersDocument,
  MetricDocument,
  type MetricFilter,
  MetricsDocument,
  SuppressionDocument,
  type SuppressionFilter,
  SuppressionsDocument,
  TeamDocument,
  type TeamFilter,
  TeamsDocument,
  UserDocument,
  type UserFilter,
  UsersDocument,
} from '../generated/graphql';
import type { Prospect } from '../holdouts/prospect';
import { request } from './client';
import { ApiError } from './errors';
import { inTurn } from './turns';
import { instantsOf, listRequest } from './list-request';

type Row = RaRecord<string>;

interface OneParams {
  readonly id: string;
  readonly meta?: { readonly phase?: number; readonly prospect?: Prospect };
}

/** What can be read of one resource. State changes by commands, which are mutations with names of their own. */
interface Resource {
  readonly list?: (params: GetListParams) => Promise<{ items: Row[]; total: number }>;
  readonly one?: (params: OneParams) => Promise<Row | null>;
  readonly many?: (ids: string[]) => Promise<Row[]>;
}

const RESOURCES: Readonly<Record<string, Resource>> = {
  experiments: {
    list: async params =>
      (await request(ExperimentsDocument, listRequest<ExperimentFilter>(params))).experiments,
    one: async ({ id }) => (await request(ExperimentDocument, { key: id })).experiment,
    many: async keys =>
      (await request(ExperimentsDocument, { filter: { keys }, perPage: keys.length })).experiments.items,
  },
  results: {
    one: async ({ id, meta }) => {
      const asked = { key: id, phase: meta?.phase ?? null };
      return { id, ...(await request(ExperimentResultsDocument, asked)).experimentResults };
    },
  },
  metrics: {
    list: async params => (await request(MetricsDocument, listRequest<MetricFilter>(params))).metrics,
    one: async ({ id }) => (await request(MetricDocument, { key: id })).metric,
    many: async keys =>
      (await request(MetricsDocument, { filter: { keys }, perPage: keys.length })).metrics.items,
  },
  holdouts: {
    list: async params => (await request(HoldoutsDocument, listRequest<HoldoutFilter>(params))).holdouts,
    one: async ({ id }) => (await request(HoldoutDocument, { key: id })).holdout,
    many: async keys =>
      (await request(HoldoutsDocument, { filter: { keys }, perPage: keys.length })).holdouts.items,
  },
  outlooks: {
    one: async ({ id, meta }) =>
      meta?.prospect
        ? { id, ...(await request(HoldoutOutlookDocument, meta.prospect)).holdoutOutlook }
        : null,
  },
  layers: {
    list: async params => (await request(LayersDocument, listRequest<LayerFilter>(params))).layers,
    one: async ({ id }) => (await request(LayerDocument, { key: id })).layer,
    many: async keys =>
      (await request(LayersDocument, { filter: { keys }, perPage: keys.length })).layers.items,
  },
  suppressions: {
    list: async params =>
      (await request(SuppressionsDocument, listRequest<SuppressionFilter>(params))).suppressions,
    one: async ({ id }) => (await request(SuppressionDocument, { id })).suppression,
  },
  account: { one: async () => (await request(AccountDocument, {})).viewer },
  users: {
    list: async params => (await request(UsersDocument, listRequest<UserFilter>(params))).users,
    one: async ({ id }) => (await request(UserDocument, { id })).user,
  },
  teams: {
    list: async params => (await request(TeamsDocument, listRequest<TeamFilter>(params))).teams,
    one: async ({ id }) => (await request(TeamDocument, { key: id })).team,
  },
  alerts: {
    list: async params => (await request(AlertsDocument, listRequest<AlertFilter>(params))).alerts,
  },
  audit: {
    list: async params => {
      const asked = listRequest<AuditFilter & { from?: string; to?: string }>(params);
      return (await request(AuditEntriesDocument, { ...asked, filter: instantsOf(asked.filter) }))
        .auditEntries;
    },
    one: async ({ id }) => (await request(AuditEntryDocument, { id })).auditEntry,
  },
  proofs: {
    one: async ({ id }) => ({
      id,
      proof: await inTurn(async () => (await request(AuditProofDocument, { entryId: id })).auditProof),
    }),
  },
  keys: {
    list: async params => (await request(ApiKeysDocument, listRequest<ApiKeyFilter>(params))).apiKeys,
  },
};

function asked<Name extends keyof Resource>(resource: string, name: Name): NonNullable<Resource[Name]> {
  const found = RESOURCES[resource]?.[name];
  if (!found) throw new RangeError(`"${resource}" cannot be asked for ${name}`);
  return found;
}

const missing = (resource: string, id: string) =>
  new ApiError({ message: `there is no "${id}" among the ${resource}`, extensions: { code: 'NOT_FOUND' } });

const refuse = async (): Promise<never> => {
  throw new RangeError('state changes by commands only');
};

const provider = {
  getList: async (resource: string, params: GetListParams) => {
    const { items, total } = await asked(resource, 'list')(params);
    return { data: items, total };
  },
  getOne: async (resource: string, params: OneParams) => {
    const data = await asked(resource, 'one')(params);
    if (!data) throw missing(resource, params.id);
    return { data };
  },
  getMany: async (resource: string, { ids }: { ids: string[] }) => ({
    data: ids.length > 0 ? await asked(resource, 'many')(ids) : [],
  }),
  getManyReference: refuse,
  create: refuse,
  update: refuse,
  updateMany: refuse,
  delete: refuse,
  deleteMany: refuse,
};

/** react-admin's types let a caller choose the record it gets back; which one it is, the document decides. */
export const dataProvider = provider as unknown as DataProvider<string>;
