import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import { type Fragments, INTROSPECTION } from './document-shape.js';

/** How many elements a list has as long as nobody says: one of the data, and those of the schema itself. */
const LISTED = 5;
const LISTED_IN_SCHEMA: Readonly<Record<string, number>> = { types: 150, fields: 10 };
const PAGE = 25;
const LARGEST_PAGE = 100;
/** What takes as long as a hundred objects. */
const HEAVY: Readonly<Record<string, number>> = { experimentResults: 100 };

export type Variables = Readonly<Record<string, unknown>>;

/** What a document costs to answer: one for each object, as many times as the lists around it have elements. */
export interface Cost {
  readonly data: number;
  readonly introspection: number;
}

/** The cost of a document whose expanded fields are few. What the schema does not know costs nothing: it is refused. */
export function costOf(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  fragments: Fragments,
  variables: Variables,
): Cost {
  const walk = new Walk(schema, fragments, variables);
  const costs = definitions.flatMap(one =>
    one.kind === Kind.OPERATION_DEFINITION ? walk.operation(one) : [],
  );
  return {
    data: costs.reduce((sum, { data }) => sum + data, 0),
    introspection: costs.reduce((sum, { introspection }) => sum + introspection, 0),
  };
}

class Walk {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
    private readonly variables: Variables,
  ) {}

  operation({ operation, selectionSet }: OperationDefinitionNode): Cost {
    const root = this.schema.getRootType(operation) ?? undefined;
    const fields = this.fields(selectionSet, root).map(({ node, type }) => ({
      isIntrospection: INTROSPECTION.has(node.name.value),
      // A field at the top is a question of its own, even where it answers with one value.
      cost: Math.max(1, this.field(node, type, null)),
    }));
    const sum = (isIntrospection: boolean): number =>
      fields.reduce((all, one) => all + (one.isIntrospection === isIntrospection ? one.cost : 0), 0);
    return { data: sum(false), introspection: sum(true) };
  }

  private field(node: FieldNode, parent: GraphQLNamedType | undefined, pageSize: number | null): number {
    const field = fieldOf(parent, node.name.value);
    const type = field && getNamedType(field.type);
    if (!field || !type || !isCompositeType(type)) return 0;
    const isList = isListType(getNullableType(field.type));
    const size = isList ? (pageSize ?? listedIn(type, field.name)) : 1;
    const ownPage = this.pageSize(node, field);
    const below = node.selectionSet ? this.fields(node.selectionSet, type) : [];
    const each = below.reduce((sum, one) => sum + this.field(one.node, one.type, ownPage), 1);
    return size * each + (HEAVY[field.name] ?? 0);
  }

  private fields(set: SelectionSetNode, type: GraphQLNamedType | undefined): Placed[] {
    return set.selections.flatMap(node => {
      if (node.kind === Kind.FIELD) return [{ node, type }];
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value);
      if (!fragment) return [];
      const { typeCondition, selectionSet } = fragment;
      return this.fields(selectionSet, typeCondition ? this.schema.getType(typeCondition.name.value) : type);
    });
  }

  /** How many elements a page has; of a variable that was not given, as many as it may have. */
  private pageSize(node: FieldNode, field: GraphQLField<unknown, unknown>): number | null {
    if (!field.args.some(({ name }) => name === 'perPage')) return null;
    const value = node.arguments?.find(({ name }) => name.value === 'perPage')?.value;
    if (value === undefined) return PAGE;
    const asked = Number(value.kind === Kind.VARIABLE ? this.variables[value.name.value] : literalOf(value));
    return asked >= 0 ? Math.min(asked, LARGEST_PAGE) : LARGEST_PAGE;
  }
}

interface Placed {
  readonly node: FieldNode;
  readonly type: GraphQLNamedType | undefined;
}

function fieldOf(
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) ? parent.getFields()[name] : undefined;
}

const literalOf = (value: object): unknown => ('value' in value ? value.value : undefined);

const listedIn = ({ name }: GraphQLNamedType, field: string): number =>
  name.startsWith('__') ? (LISTED_IN_SCHEMA[field] ?? LISTED) : LISTED;
