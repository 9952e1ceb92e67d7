import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import {
  ApiKeyResolver,
  OwnAccountResolver,
  SignInResolver,
  TeamResolver,
  UserResolver,
  ViewerResolver,
} from './access/index.js';
import { AlertResolver } from './alerts/index.js';
import { AssignmentResolver, HoldoutMembersResolver, StalenessResolvers } from './assignment/index.js';
import { AuditProofResolver, AuditResolver } from './audit/index.js';
import {
  ConsentDecisionResolver,
  ConsentEventResolver,
  ConsentHistoryResolver,
  NoticeResolver,
} from './consent/index.js';
import { DecisionResolver } from './decisions/index.js';
import { ExperimentResolver, LayerShareResolver } from './experiments/index.js';
import { HoldoutResolver } from './holdouts/index.js';
import { JurisdictionResolver } from './jurisdictions/index.js';
import { LayerResolver } from './layers/index.js';
import { MetricResolver, OutcomeResolver } from './metrics/index.js';
import { ResultResolver } from './results/index.js';
import { SuppressionResolver } from './suppressions/index.js';

/** The schema that the resolvers build. `schema.graphql` is its committed copy. */
export const buildProbitySchema = (): GraphQLSchema =>
  buildSchemaSync({
    resolvers: [
      ViewerResolver,
      SignInResolver,
      OwnAccountResolver,
      UserResolver,
      TeamResolver,
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
      JurisdictionResolver,
      NoticeResolver,
      ConsentEventResolver,
      ConsentDecisionResolver,
      ConsentHistoryResolver,
      AlertResolver,
      SuppressionResolver,
      AuditResolver,
      AuditProofResolver,
      ApiKeyResolver,
    ],
    // Shapes and ranges are told by types and scalars, relations by rules: nothing is checked twice.
    validate: false,
  });
