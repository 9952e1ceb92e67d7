import { ApolloServer } from '@apollo/server';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { admissionWith } from './admission.js';
import { warmRefusals } from './warm-refusals.js';

const schema = buildSchema('type Query { viewer: Viewer } type Viewer { name: String }');
const limits: unknown[] = [];
const apollo = new ApolloServer<Context>({
  schema,
  stopOnTerminationSignals: false,
  plugins: [
    {
      contextCreationDidFail: async ({ error }) => {
        limits.push((error as unknown as { extensions: Record<string, unknown> }).extensions['limit']);
      },
    },
  ],
});

beforeAll(() => apollo.start());

afterAll(() => apollo.stop());

describe('a server that starts', () => {
  it('has refused what is too long, what is said too often, and what costs too much', async () => {
    await warmRefusals(apollo, admissionWith(schema, null));

    expect(limits).toEqual(['tokens', 'repeats', 'cost']);
  });

  it('does not start where nothing is refused', async () => {
    await expect(warmRefusals(apollo, () => undefined)).rejects.toThrow(/would be answered/);
  });
});
