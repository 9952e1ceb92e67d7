import type { DataProvider, GetListParams, RaRecord } from 'ra-core';
import {
  AmendExperimentDocument,
  type AmendExperimentInput,
  ApiKeysDocument,
  AuditEntriesDocument,
  AuditEntryDocument,
  type AuditFilter,
  CreateApiKeyDocument,
  type CreateApiKeyInput,
  CreateExperimentDocument,
  type CreateExperimentInput,
  DefineMetricDocument,
  type DefineMetricInput,
  ExperimentDocument,
  type ExperimentFilter,
  ExperimentsDocument,
  MetricDocument,
  type MetricFilter,
  MetricsDocument,
} from '../generated/graphql';
import { request } from './client';
import { ApiError } from './errors';
import { instantsOf, listRequest } from './list-request';

type Row = RaRecord<string>;
type Page = { items: Row[]; total: number };

/** What can be asked of one resource, and nothing else: the rest is refused in `refuse`. */
interface Resource {
  list(params: GetListParams): Promise<Page>;
  one?(id: string): Promise<Row | null>;
  many?(ids: string[]): Promise<Row[]>;
  create?(input: unknown): Promise<Row>;
  amend?(input: unknown): Promise<Row>;
}

const RESOURCES: Readonly<Record<string, Resource>> = {
  experiments: {
    list: async params =>
      (await request(ExperimentsDocument, listRequest<ExperimentFilter>(params))).experiments,
    one: async key => (await request(ExperimentDocument, { key })).experiment,
    many: async keys =>
      (await request(ExperimentsDocument, { filter: { keys }, perPage: keys.length })).experiments.items,
    create: async input =>
      (await request(CreateExperimentDocument, { input: input as CreateExperimentInput })).createExperiment,
    amend: async input =>
      (await request(AmendExperimentDocument, { input: input as AmendExperimentInput })).amendExperiment,
  },
  metrics: {
    list: async params => (await request(MetricsDocument, listRequest<MetricFilter>(params))).metrics,
    one: async key => (await request(MetricDocument, { key })).metric,
    many: async keys =>
      (await request(MetricsDocument, { filter: { keys }, perPage: keys.length })).metrics.items,
    create: async input =>
      (await request(DefineMetricDocument, { input: input as DefineMetricInput })).defineMetric,
  },
  audit: {
    list: async params => {
      const asked = listRequest<AuditFilter & { from?: string; to?: string }>(params);
      return (await request(AuditEntriesDocument, { ...asked, filter: instantsOf(asked.filter) }))
        .auditEntries;
    },
    one: async id => (await request(AuditEntryDocument, { id })).auditEntry,
  },
  keys: {
    list: async params => {
      const { filter: _none, ...asked } = listRequest(params);
      return (await request(ApiKeysDocument, asked)).apiKeys;
    },
    create: async input =>
      (await request(CreateApiKeyDocument, { input: input as CreateApiKeyInput })).createApiKey,
  },
};

function resource(name: string): Resource {
  const found = RESOURCES[name];
  if (!found) throw new RangeError(`there is no resource "${name}"`);
  return found;
}

const refuse = async (): Promise<never> => {
  throw new RangeError('state changes by commands only');
};

const missing = (name: string, id: string) =>
  new ApiError({
    message: `there is no "${id}" among the ${name}`,
    extensions: { code: 'NOT_FOUND' },
  });

const given = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new RangeError('this resource cannot be asked for that');
  return value;
};

const provider = {
  getList: async (name: string, params: GetListParams) => {
    const { items, total } = await resource(name).list(params);
    return { data: items, total };
  },
  getOne: async (name: string, { id }: { id: string }) => {
    const data = await given(resource(name).one)(id);
    if (!data) throw missing(name, id);
    return { data };
  },
  getMany: async (name: string, { ids }: { ids: string[] }) => ({
    data: ids.length > 0 ? await given(resource(name).many)(ids) : [],
  }),
  create: async (name: string, { data }: { data: unknown }) => ({
    data: await given(resource(name).create)(data),
  }),
  update: async (name: string, { data }: { data: unknown }) => ({
    data: await given(resource(name).amend)(data),
  }),
  getManyReference: refuse,
  updateMany: refuse,
  delete: refuse,
  deleteMany: refuse,
};

/** react-admin's types let a caller choose the record it gets back; which one it is, the document decides. */
export const dataProvider = provider as unknown as DataProvider<string>;
