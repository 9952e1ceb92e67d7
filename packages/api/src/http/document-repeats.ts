import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import type { Fragments } from './document-shape.js';

/**
 * How often the field that is asked for most often in one place is asked for there. Validation compares each with each
 * other, so its work is the square of this. Only for documents whose expanded fields are few.
 */
export const mostRepeatedIn = ({ definitions }: DocumentNode, fragments: Fragments): number =>
  Math.max(
    0,
    ...definitions.map(one =>
      one.kind === Kind.OPERATION_DEFINITION ? mostRepeated([one.selectionSet], fragments) : 0,
    ),
  );

function mostRepeated(sets: readonly SelectionSetNode[], fragments: Fragments): number {
  const places = grouped(fieldsOf(sets, fragments));
  let most = 0;
  for (const fields of places.values()) {
    const below = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
    most = Math.max(most, fields.length, below.length > 0 ? mostRepeated(below, fragments) : 0);
  }
  return most;
}

const fieldsOf = (sets: readonly SelectionSetNode[], fragments: Fragments): FieldNode[] =>
  sets.flatMap(({ selections }) =>
    selections.flatMap(node => {
      if (node.kind === Kind.FIELD) return [node];
      const set =
        node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet;
      return set ? fieldsOf([set], fragments) : [];
    }),
  );

function grouped(fields: readonly FieldNode[]): Map<string, FieldNode[]> {
  const places = new Map<string, FieldNode[]>();
  for (const field of fields) {
    const name = (field.alias ?? field.name).value;
    const place = places.get(name);
    if (place) place.push(field);
    else places.set(name, [field]);
  }
  return places;
}
