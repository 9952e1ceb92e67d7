import { badInput, violation } from '../kernel/errors.js';
import type { Layer } from './layer.entity.js';

export interface LayerDraft {
  readonly name: string;
}

/** A layer. Which bucket of it a recipient falls into follows from its seed, and from nothing that comes later. */
export function define(blank: Readonly<Layer>, { name }: LayerDraft, now: Date): Layer {
  if (name.trim() === '' || name.length > 200) throw badInput('name', 'a name has 1 to 200 characters');
  return { ...blank, name: name.trim(), createdAt: now, archivedAt: null };
}

/** Puts a layer away for good. `holders` are the experiments that have a range in it. */
export function archive(layer: Readonly<Layer>, holders: readonly string[], now: Date): Layer {
  requireOpen(layer, 'key');
  if (holders.length > 0) {
    throw violation('layer-in-use', `${holders.join(', ')} still has a range in the layer "${layer.key}"`, {
      current: [...holders],
    });
  }
  return { ...layer, archivedAt: now };
}

/** Refuses what is asked of a layer that was put away; `field` is where it was named. */
export function requireOpen({ key, archivedAt }: Pick<Layer, 'key' | 'archivedAt'>, field: string): void {
  if (archivedAt) throw violation('layer-archived', `the layer "${key}" was put away`, { field });
}
