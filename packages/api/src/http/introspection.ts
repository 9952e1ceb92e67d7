import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../context.js';
import type { Actor } from '../kernel/actor.js';
import { DomainError } from '../kernel/errors.js';
import { isMachine } from './machines.js';

/** People may read what the API can do; machines know what they ask, and strangers are told nothing. */
export const mayIntrospect = (actor: Pick<Actor, 'type' | 'roles'>): boolean =>
  actor.type !== 'ANONYMOUS' && !isMachine(actor);

export function permitIntrospection(actor: Pick<Actor, 'type' | 'roles'>): void {
  if (mayIntrospect(actor)) return;
  if (actor.type === 'ANONYMOUS') throw new DomainError('UNAUTHENTICATED', 'sign in or send an API key');
  throw new DomainError('FORBIDDEN', 'the schema may not be read by this caller', {
    action: 'introspect',
    subject: 'Schema',
  });
}

/** Takes away what graphql-js guesses was meant from the errors of whoever may not read the schema; strangers learn nothing. */
export const withoutSuggestions: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body }, contextValue }) => {
      if (body.kind !== 'single' || !body.singleResult.errors || mayIntrospect(contextValue.actor)) return;
      const isStranger = contextValue.actor.type === 'ANONYMOUS';
      body.singleResult.errors = body.singleResult.errors.map(error => ({
        ...error,
        message:
          isStranger && error.extensions?.code === 'GRAPHQL_VALIDATION_FAILED'
            ? 'the document is not valid'
            : withoutSuggestion(error.message),
      }));
    },
  }),
};

const withoutSuggestion = (message: string): string => message.replace(/ ?Did you mean .*\?$/s, '');
