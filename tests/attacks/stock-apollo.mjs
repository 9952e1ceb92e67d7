// The control: Apollo Server as it comes, with a schema like ours. What it lets through is what ours must not.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const typeDefs = `#graphql
  type Query {
    viewer: Viewer!
    experiments: [Experiment!]!
    fault: String
  }
  type Mutation {
    signIn(token: String!): Viewer
    pauseExperiment(key: String!): Experiment!
  }
  type Viewer { name: String! }
  type Experiment { key: String! name: String! variants: [Variant!]! }
  type Variant { key: String! experiment: Experiment! }
`;

const variant = () => ({ key: 'control', experiment });
const experiment = () => ({ key: 'subject-line', name: 'Subject line', variants: [variant(), variant()] });

const resolvers = {
  Query: {
    viewer: () => ({ name: 'Ada' }),
    experiments: () => [experiment(), experiment()],
    fault: () => {
      throw new Error('connect ECONNREFUSED 10.0.0.1:5432 password=hunter2');
    },
  },
  Mutation: { signIn: () => ({ name: 'Ada' }), pauseExperiment: experiment },
};

const server = new ApolloServer({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
process.stdout.write(`${url.replace('localhost', '127.0.0.1')}\n`);
