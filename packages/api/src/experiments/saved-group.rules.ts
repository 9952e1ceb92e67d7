import type { Condition } from './condition.rules.js';

/** A named set of recipients: those whose attribute is one of many values, or those who meet a condition. */
export type SavedGroup =
  | readonly unknown[]
  | { readonly type: 'list'; readonly attributeKey?: string; readonly values: readonly unknown[] }
  | { readonly type: 'condition'; readonly condition: Condition };
export type SavedGroups = Readonly<Record<string, SavedGroup>>;

/** A group of whatever form it came in: what it is made of is looked at before it is believed. */
type Unread = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Unread =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const groupOf = (groups: SavedGroups, id: unknown): unknown =>
  Object.hasOwn(groups, id as PropertyKey) ? groups[id as string] : undefined;

/**
 * The values of a group, for an attribute that the asking condition names; a group that is not known is empty. Null
 * where the group is of another form: then nobody is known to be in it, and nobody to be out of it.
 */
export function valuesOf(groups: SavedGroups, id: unknown): readonly unknown[] | null {
  const group = groupOf(groups, id);
  if (group === undefined) return [];
  if (Array.isArray(group)) return group;
  return isRecord(group) && group['type'] === 'list' && Array.isArray(group['values'])
    ? group['values']
    : null;
}

/** Whom a reference means: one of values under an attribute, or whoever meets a condition. */
export type Meant =
  | { readonly attribute: string; readonly values: readonly unknown[] }
  | { readonly id: string; readonly condition: unknown };

/** Null where a reference or its group is of no form that is known: it means nobody. */
export function meantBy(groups: SavedGroups, reference: unknown): Meant | null {
  if (!isRecord(reference)) return null;
  const { id, attributeKey: another } = reference;
  // Another attribute that cannot be read is no reason to ask for the group's own: that would be other recipients.
  if (typeof id !== 'string' || (another !== undefined && typeof another !== 'string')) return null;
  const group = groupOf(groups, id);
  if (!isRecord(group)) return null;
  const { type, values, condition } = group;
  const attribute = another ?? group['attributeKey'];
  if (type === 'list') {
    return typeof attribute === 'string' && Array.isArray(values) ? { attribute, values } : null;
  }
  if (type === 'condition' && typeof condition === 'object' && condition !== null) return { id, condition };
  return null;
}
