import type { GraphQLSchema } from 'graphql';
import { BESIDE_GRAPHQL } from './operation.rules.js';

/** The operations that there are: what keys can be limited to. */
export const operationNames = (schema: GraphQLSchema): ReadonlySet<string> =>
  new Set([
    ...Object.keys(schema.getQueryType()?.getFields() ?? {}),
    ...Object.keys(schema.getMutationType()?.getFields() ?? {}),
    ...Object.values(BESIDE_GRAPHQL),
  ]);
