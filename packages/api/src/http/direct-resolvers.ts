import type { GraphQLSchema } from 'graphql';
import { AssignmentResolver, type ExposureClaim } from '../assignment/index.js';
import type { Context } from '../context.js';
import { type OutcomeClaim, OutcomeResolver } from '../metrics/index.js';

/** The arguments of a question by their names, as GraphQL gives them. */
interface Arguments {
  readonly experimentKey: string;
  readonly recipientKey: string;
  readonly recipientKeys: string[];
  readonly context?: Record<string, unknown>;
  readonly householdKey?: string;
  readonly householdKeys?: (string | null)[];
  readonly market?: string;
  readonly channel?: string;
}

const resolver = new AssignmentResolver();
const outcomes = new OutcomeResolver();

const DIRECTLY = {
  assignment: (_root: unknown, asked: Arguments, context: Context) =>
    resolver.assignment(context, asked.experimentKey, asked.recipientKey, asked.context, asked.householdKey),
  assignments: (_root: unknown, asked: Arguments, context: Context) =>
    resolver.assignments(
      context,
      asked.experimentKey,
      asked.recipientKeys,
      asked.context,
      asked.householdKeys,
    ),
  holdoutStatus: (_root: unknown, asked: Arguments, context: Context) =>
    resolver.holdoutStatus(
      context,
      asked.recipientKey,
      asked.market,
      asked.channel,
      asked.context,
      asked.householdKey,
    ),
  recordExposures: (_root: unknown, { input }: { readonly input: ExposureClaim[] }, context: Context) =>
    resolver.recordExposures(context, input),
  recordOutcomes: (_root: unknown, { input }: { readonly input: OutcomeClaim[] }, context: Context) =>
    outcomes.recordOutcomes(context, input),
};

/**
 * A schema whose hot questions call their resolver with their arguments, instead of through type-graphql, which sorts,
 * converts and awaits each argument of each request. Changes the schema that it is given.
 */
export function withDirectResolvers(schema: GraphQLSchema): GraphQLSchema {
  const fields = { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };
  for (const [name, resolve] of Object.entries(DIRECTLY)) {
    const field = fields[name];
    if (field) field.resolve = resolve;
  }
  return schema;
}
