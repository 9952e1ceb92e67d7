import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { requireOperation } from '../access/index.js';
import type { Context } from '../context.js';
import { withStatus } from './request-context.js';

/** Refuses a key that is limited to other operations, before anything runs. */
export const operationsInScope: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue: { actor }, document, operation }) => {
      if (!actor.operations || !operation) return;
      try {
        for (const name of rootFields(document, operation)) requireOperation(actor, name);
      } catch (error) {
        throw withStatus(error);
      }
    },
  }),
};

/** What an operation asks of the API itself, also in fragments, and also what a directive may leave out. */
export function rootFields(document: DocumentNode, { selectionSet }: OperationDefinitionNode): Set<string> {
  const names = new Set<string>();
  const spread = new Set<string>();
  const sets: (SelectionSetNode | undefined)[] = [selectionSet];
  for (const set of sets) {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) names.add(node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) sets.push(node.selectionSet);
      else if (!spread.has(node.name.value)) {
        spread.add(node.name.value);
        sets.push(fragmentIn(document, node.name.value));
      }
    }
  }
  // It says that this is a query, and nothing else.
  names.delete('__typename');
  return names;
}

const fragmentIn = ({ definitions }: DocumentNode, name: string): SelectionSetNode | undefined =>
  definitions.filter(one => one.kind === Kind.FRAGMENT_DEFINITION).find(one => one.name.value === name)
    ?.selectionSet;
