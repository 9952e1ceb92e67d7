import 'reflect-metadata';
import type { GraphQLField } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operationsOf } from '../../packages/admin/src/keys/operations.js';
import { abilityOf } from '../../packages/api/src/access/ability.js';
import { BESIDE_GRAPHQL } from '../../packages/api/src/access/operation.rules.js';
import { ROLES } from '../../packages/api/src/access/role.rules.js';
import type { Actor } from '../../packages/api/src/kernel/actor.js';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import { type EveryOperation, everyOperation } from '../support/every-operation.js';
import { type House, openHouse } from '../support/house.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.close());

const schema = buildProbitySchema();
const mutations = schema.getMutationType()?.getFields() ?? {};
const queries = everyOperation(schema).filter(({ name }) => !(name in mutations));

const NOBODY: Actor = { type: 'ANONYMOUS', id: 'id', name: 'name', roles: [] };

function may(actor: Actor, permission: string): boolean {
  const [subject = '', verb = ''] = permission.split('.');
  return abilityOf(actor).can(verb, subject.charAt(0).toUpperCase() + subject.slice(1));
}

const commandOf = ({ extensions }: GraphQLField<unknown, unknown>): string =>
  String(extensions.command ?? extensions.facts);

/** The mutations that a key of the role may send. What nobody needs a key for, such as signing in, is for no key. */
const sent = (role: string): string[] =>
  Object.values(mutations)
    .filter(field => may({ ...NOBODY, type: 'KEY', roles: [role] }, commandOf(field)))
    .filter(field => !may(NOBODY, commandOf(field)))
    .map(({ name }) => name);

/** What a key of the role may ask otherwise than by GraphQL. */
const beside = (role: string): string[] =>
  [[BESIDE_GRAPHQL.payload, 'payload.read'] as const, [BESIDE_GRAPHQL.audit, 'auditEntry.export'] as const]
    .filter(([, permission]) => may({ ...NOBODY, type: 'KEY', roles: [role] }, permission))
    .map(([name]) => name);

/** The queries that a key of the role is not refused. */
async function answered(role: string): Promise<string[]> {
  const client = await house.as(role);
  const isRefused = async ({ document }: EveryOperation) =>
    (await client.answer(document)).errors?.some(({ extensions }) => extensions.code === 'FORBIDDEN') ??
    false;
  const refusals = await Promise.all(queries.map(isRefused));
  return queries.filter((_query, index) => !refusals[index]).map(({ name }) => name);
}

it.each(ROLES)(
  'to a key of the role %s exactly the operations are offered that its role may use',
  async role => {
    const usable = [...(await answered(role)), ...sent(role), ...beside(role)];

    expect(operationsOf(role)).toEqual(usable.toSorted());
  },
);
