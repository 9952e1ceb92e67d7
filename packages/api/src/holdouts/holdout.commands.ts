import { experimentKeysIn } from '../experiments/index.js';
import type { Command, SubjectType, Writer } from '../kernel/command.js';
import { newId, newSeed } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import { Holdout } from './holdout.entity.js';
import { openGlobalHoldout } from './holdout.queries.js';
import { type HoldoutDraft, type Neighbours, close, freeze, open, resize } from './holdout.rules.js';

const holdout: SubjectType<Holdout> = {
  name: 'Holdout',
  entity: Holdout,
  keyOf: ({ key }) => key,
  auditView: subject => subject,
};

interface Named {
  readonly key: string;
  readonly version?: number | null;
}

const find = (writer: Writer, { key, version }: Named) => lock(writer, Holdout, { key }, version);

/** Id and seed are new unless given, and GraphQL cannot give them. */
export const openHoldout: Command<
  HoldoutDraft & { readonly id?: string; readonly seed?: string },
  Holdout,
  Neighbours
> = {
  name: 'holdout.open',
  subject: holdout,
  load: async (_writer, { key, id = newId(), seed = newSeed() }) =>
    Object.assign(new Holdout(), { id, key, seed, version: 0 }),
  consult: async (writer, _blank, { experimentKeys }) => {
    const known = await experimentKeysIn(writer, experimentKeys ?? []);
    return {
      openGlobal: await openGlobalHoldout(writer.manager),
      unknownExperiments: (experimentKeys ?? []).filter(key => !known.has(key)),
    };
  },
  apply: (blank, input, { now, evidence }) => open(blank, input, evidence, now),
};

export const resizeHoldout: Command<Named & { sizeBp: number; reason: string }, Holdout> = {
  name: 'holdout.resize',
  subject: holdout,
  load: find,
  apply: (subject, input, { now }) => resize(subject, input, now),
  reason: ({ reason }) => reason,
};

export const freezeHoldout: Command<Named, Holdout> = {
  name: 'holdout.freeze',
  subject: holdout,
  load: find,
  apply: (subject, _input, { now }) => freeze(subject, now),
};

export const closeHoldout: Command<Named, Holdout> = {
  name: 'holdout.close',
  subject: holdout,
  load: find,
  apply: (subject, _input, { now }) => close(subject, now),
};
