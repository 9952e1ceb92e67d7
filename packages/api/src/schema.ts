import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AccessResolver, ViewerResolver } from './access/index.js';
import { AlertResolver } from './alerts/index.js';
import { AssignmentResolver, HoldoutMembersResolver, StalenessResolvers } from './assignment/index.js';
import { AuditResolver } from './audit/index.js';
import { DecisionResolver } from './decisions/index.js';
import { ExperimentResolver, LayerShareResolver } from './experiments/index.js';
import { HoldoutResolver } from './holdouts/index.js';
import { LayerResolver } from './layers/index.js';
import { MetricResolver, OutcomeResolver } from './metrics/index.js';
import { ResultResolver } from './results/index.js';

/** The schema that the resolvers build. `schema.graphql` is its committed copy. */
export const buildProbitySchema = (): GraphQLSchema =>
  buildSchemaSync({
    resolvers: [
      ViewerResolver,
      ExperimentResolver,
      HoldoutResolver,
      LayerResolver,
      LayerShareResolver,
      MetricResolver,
      AssignmentResolver,
      ...StalenessResolvers,
      OutcomeResolver,
      ResultResolver,
      DecisionResolver,
      HoldoutMembersResolver,
      AlertResolver,
      AuditResolver,
      AccessResolver,
    ],
    // Shapes and ranges are told by types and scalars, relations by rules: nothing is checked twice.
    validate: false,
  });
