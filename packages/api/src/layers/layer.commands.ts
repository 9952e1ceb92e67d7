import type { Command, SubjectType } from '../kernel/command.js';
import { newId, newSeed } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import { Layer } from './layer.entity.js';
import { holdersOf } from './layer.queries.js';
import { type LayerDraft, archive, define } from './layer.rules.js';

const layer: SubjectType<Layer> = {
  name: 'Layer',
  entity: Layer,
  keyOf: ({ key }) => key,
  auditView: subject => subject,
};

/** Id and seed are new unless given, and GraphQL cannot give them. */
export const defineLayer: Command<
  LayerDraft & { readonly key: string; readonly id?: string; readonly seed?: string },
  Layer
> = {
  name: 'layer.define',
  subject: layer,
  load: async (_writer, { key, id = newId(), seed = newSeed() }) =>
    Object.assign(new Layer(), { id, key, seed, version: 0 }),
  apply: (blank, input, { now }) => define(blank, input, now),
};

export const archiveLayer: Command<
  { readonly key: string; readonly version?: number | null },
  Layer,
  readonly string[]
> = {
  name: 'layer.archive',
  subject: layer,
  load: (writer, { key, version }) => lock(writer, Layer, { key }, version),
  // An experiment locks the layer before it takes a range, so that none can be taken while this looks.
  consult: ({ manager }, { key }) => holdersOf(manager, key),
  apply: (subject, _input, { now, evidence }) => archive(subject, evidence, now),
};
