import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import schemaText from '../../../api/schema.graphql?raw';
import { operationsOf } from './operations';
import { ROLE_WORDS } from './roles';

const schema = buildSchema(schemaText);
const known = new Set([
  ...Object.keys(schema.getQueryType()?.getFields() ?? {}),
  ...Object.keys(schema.getMutationType()?.getFields() ?? {}),
  'features',
  'auditExport',
]);

it.each(Object.keys(ROLE_WORDS))(
  'what is offered to a key of the role %s are operations of the API',
  role => {
    expect(operationsOf(role).filter(name => !known.has(name))).toEqual([]);
  },
);
