import type { FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Actor } from '../kernel/actor.js';
import { DomainError } from '../kernel/errors.js';
import type { Variables } from './document-cost.js';
import {
  type Limits,
  MACHINE_LIMITS,
  type Measured,
  PERSON_LIMITS,
  measured,
  requireAffordable,
} from './document-limits.js';
import { mayIntrospect, permitIntrospection } from './introspection.js';
import type { KnownOperations } from './known-operations.js';
import { isMachine } from './machines.js';

/** Refuses what this caller may not ask, before the document is validated. */
export type Admit = (request: Pick<FastifyRequest, 'method' | 'body' | 'query'>, actor: Actor) => void;

export const limitsOf = ({ type }: Pick<Actor, 'type'>): Limits =>
  type === 'USER' ? PERSON_LIMITS : MACHINE_LIMITS;

export const admissionWith =
  (schema: GraphQLSchema, known: KnownOperations | null): Admit =>
  (request, actor) => {
    // An address is written to logs on its way: only who explores the API asks by it.
    if (request.method === 'GET' && !mayIntrospect(actor)) {
      throw new DomainError('FORBIDDEN', 'this caller asks by POST', { action: 'GET' });
    }
    const { text, variables } = questionIn(request);
    const limits = limitsOf(actor);
    const question = text === null ? null : measured(text, limits);
    if (known && isMachine(actor)) requireKnown(known, question);
    if (!question) return;
    if (question.shape.introspectionDepth > 0) permitIntrospection(actor);
    requireAffordable(schema, question, variables, limits);
  };

function requireKnown(known: KnownOperations, question: Measured | null): void {
  if (question && known.has(question.document)) return;
  throw new DomainError('OPERATION_NOT_ALLOWED', 'this key may send the documents it is known for only');
}

/** What does not look like a question is left to the server of GraphQL, which says what is wrong with it. */
function questionIn({ method, body, query }: Parameters<Admit>[0]): {
  readonly text: string | null;
  readonly variables: Variables;
} {
  const asked = (method === 'GET' ? query : body) as Record<string, unknown> | null | undefined;
  const text = asked?.query;
  const variables = method === 'GET' ? fromJson(asked?.variables) : asked?.variables;
  return { text: typeof text === 'string' ? text : null, variables: (variables ?? {}) as Variables };
}

function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return {};
  }
}
