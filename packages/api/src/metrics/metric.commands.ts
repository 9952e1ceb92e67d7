import type { Command, SubjectType } from '../kernel/command.js';
import { newId } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import { Metric } from './metric.entity.js';
import { type MetricDefinition, define, retire } from './metric.rules.js';

const metric: SubjectType<Metric> = {
  name: 'Metric',
  entity: Metric,
  keyOf: ({ key }) => key,
  auditView: subject => subject,
};

/** The id is new unless given, and GraphQL cannot give it. */
export const defineMetric: Command<MetricDefinition & { readonly id?: string }, Metric> = {
  name: 'metric.define',
  subject: metric,
  load: async (_writer, { key, id = newId() }) => Object.assign(new Metric(), { id, key, version: 0 }),
  apply: (blank, input, { now }) => define(blank, input, now),
};

export const retireMetric: Command<{ key: string; version?: number | null }, Metric> = {
  name: 'metric.retire',
  subject: metric,
  load: (writer, { key, version }) => lock(writer, Metric, { key }, version),
  apply: (subject, _input, { now }) => retire(subject, now),
};
