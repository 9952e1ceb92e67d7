import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { DomainError } from '../kernel/errors.js';
import { type Variables, costOf } from './document-cost.js';
import { mostRepeatedIn } from './document-repeats.js';
import { type Fragments, type Shape, fragmentsOf, shapeOf } from './document-shape.js';
import { variablesSize } from './variables-size.js';

/** What one request may ask for. */
export interface Limits {
  readonly depth: number;
  readonly cost: number;
  /** With every fragment put where it is spread. */
  readonly fields: number;
}

export const MACHINE_LIMITS: Limits = { depth: 8, cost: 1_000, fields: 500 };
/** The pages of the admin ask for whole experiments with their results. */
export const PERSON_LIMITS: Limits = { depth: 10, cost: 3_000, fields: 1_000 };

export const MOST_TOKENS = 2_000;
const MOST = {
  definitions: 50,
  aliases: 20,
  rootFields: 10,
  directives: 20,
  spreads: 100,
  repeats: 10,
  introspectionDepth: 16,
  introspectionCost: 150_000,
  variableDepth: 64,
} as const;
/** Elements of a list in the variables that cost as much as one object: 5,000 facts are 250. */
export const ELEMENTS_EACH = 20;

const WORDS: Readonly<Record<string, string>> = {
  tokens: 'has more than %s tokens',
  definitions: 'has more than %s operations and fragments',
  depth: 'is nested deeper than %s levels',
  cost: 'costs more than %s to answer',
  fields: 'asks for more than %s fields',
  aliases: 'has more than %s aliases',
  rootFields: 'asks more than %s questions at once',
  directives: 'has more than %s directives',
  spreads: 'spreads more than %s fragments',
  repeats: 'asks for one field more than %s times in one place',
  introspectionDepth: 'asks for the schema deeper than %s levels',
  introspectionCost: 'asks for more than %s things of the schema',
  variableDepth: 'comes with variables nested deeper than %s levels',
};

/** A document within the limits that its text alone can break. */
export interface Measured {
  readonly document: DocumentNode;
  readonly fragments: Fragments;
  readonly shape: Shape;
}

/** @throws {DomainError} LIMIT_EXCEEDED; null for what does not parse, which the server of GraphQL words better */
export function measured(text: string, limits: Limits): Measured | null {
  const document = documentOf(text);
  if (!document) return null;
  refuseOver('definitions', document.definitions.length, MOST.definitions);
  const fragments = fragmentsOf(document);
  const shape = shapeOf(document, fragments);
  refuseOver('depth', shape.depth, limits.depth);
  refuseOver('introspectionDepth', shape.introspectionDepth, MOST.introspectionDepth);
  refuseOver('rootFields', shape.width, MOST.rootFields);
  refuseOver('aliases', shape.aliases, MOST.aliases);
  refuseOver('directives', shape.directives, MOST.directives);
  refuseOver('spreads', shape.spreads, MOST.spreads);
  refuseOver('fields', shape.fields, limits.fields);
  refuseOver('repeats', mostRepeatedIn(document, fragments), MOST.repeats);
  return { document, fragments, shape };
}

/** Refuses what would cost too much to answer with these variables. */
export function requireAffordable(
  schema: GraphQLSchema,
  { document, fragments }: Measured,
  variables: Variables,
  limits: Limits,
): void {
  const { elements, depth } = variablesSize(variables);
  refuseOver('variableDepth', depth, MOST.variableDepth);
  const { data, introspection } = costOf(schema, document, fragments, variables);
  refuseOver('introspectionCost', introspection, MOST.introspectionCost);
  refuseOver('cost', Math.ceil(data + elements / ELEMENTS_EACH), limits.cost);
}

function refuseOver(limit: string, found: number, most: number): void {
  if (found <= most) return;
  const words = WORDS[limit]?.replace('%s', String(most));
  throw new DomainError('LIMIT_EXCEEDED', `the document ${words}`, { limit, most });
}

function documentOf(text: string): DocumentNode | null {
  try {
    return parse(text, { noLocation: true, maxTokens: MOST_TOKENS });
  } catch (error) {
    if (/Document contains more tha[nt] \d+ tokens/.test((error as Error).message)) {
      refuseOver('tokens', MOST_TOKENS + 1, MOST_TOKENS);
    }
    return null;
  }
}
