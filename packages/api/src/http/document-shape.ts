import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { DomainError } from '../kernel/errors.js';

/** How large a selection is when every fragment is put where it is spread. Counted, never expanded. */
export interface Shape {
  readonly fields: number;
  /** The fields at the top of it. */
  readonly width: number;
  readonly depth: number;
  /** The depth of what asks for the schema itself, which is measured apart. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly spreads: number;
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const NOTHING: Shape = {
  fields: 0,
  width: 0,
  depth: 0,
  introspectionDepth: 0,
  aliases: 0,
  directives: 0,
  spreads: 0,
};

export const INTROSPECTION: ReadonlySet<string> = new Set(['__schema', '__type']);

export const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(definitions.flatMap(one => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])));

/** The shape of all operations of a document together. Linear in its text, whatever its fragments do. */
export function shapeOf(document: DocumentNode, fragments: Fragments): Shape {
  const measure = measureWith(fragments);
  return document.definitions
    .map(one => {
      if (one.kind !== Kind.OPERATION_DEFINITION) return NOTHING;
      const onVariables = (one.variableDefinitions ?? []).map(({ directives }) => directives?.length ?? 0);
      const own = (one.directives?.length ?? 0) + onVariables.reduce((sum, count) => sum + count, 0);
      return { ...measure(one.selectionSet), directives: own + measure(one.selectionSet).directives };
    })
    .reduce(beside, NOTHING);
}

/** Each fragment is measured once, however often it is spread. */
function measureWith(fragments: Fragments): (set: SelectionSetNode | undefined) => Shape {
  const known = new Map<string, Shape | null>();
  const ofFragment = (name: string): Shape => {
    const measured = known.get(name);
    if (measured) return measured;
    if (measured === null) {
      throw new DomainError('LIMIT_EXCEEDED', 'a fragment must not spread itself', { limit: 'fragments' });
    }
    known.set(name, null);
    const fragment = fragments.get(name);
    const shape = measure(fragment?.selectionSet);
    const whole = { ...shape, directives: shape.directives + (fragment?.directives?.length ?? 0) };
    known.set(name, whole);
    return whole;
  };
  const measure = (set: SelectionSetNode | undefined): Shape =>
    (set?.selections ?? [])
      .map(node => {
        const directives = node.directives?.length ?? 0;
        if (node.kind === Kind.FIELD) {
          const within = measure(node.selectionSet);
          return around(
            node.name.value,
            { ...within, directives: within.directives + directives },
            node.alias,
          );
        }
        const inner =
          node.kind === Kind.FRAGMENT_SPREAD ? ofFragment(node.name.value) : measure(node.selectionSet);
        return { ...inner, directives: inner.directives + directives, spreads: inner.spreads + 1 };
      })
      .reduce(beside, NOTHING);
  return measure;
}

function around(name: string, within: Shape, alias: unknown): Shape {
  const isIntrospection = INTROSPECTION.has(name);
  return {
    ...within,
    fields: within.fields + 1,
    width: 1,
    depth: isIntrospection ? 1 : within.depth + 1,
    introspectionDepth: isIntrospection ? within.depth + 1 : within.introspectionDepth,
    aliases: within.aliases + (alias ? 1 : 0),
  };
}

const beside = (one: Shape, other: Shape): Shape => ({
  fields: one.fields + other.fields,
  width: one.width + other.width,
  depth: Math.max(one.depth, other.depth),
  introspectionDepth: Math.max(one.introspectionDepth, other.introspectionDepth),
  aliases: one.aliases + other.aliases,
  directives: one.directives + other.directives,
  spreads: one.spreads + other.spreads,
});
