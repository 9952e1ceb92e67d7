import 'reflect-metadata';
import type { GraphQLField } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../kernel/actor.js';
import { buildProbitySchema } from '../schema.js';
import { abilityOf } from './ability.js';
import { ROLES, rulesFor } from './role.rules.js';

const acting = (type: Actor['type'], roles: readonly string[]): Actor => ({
  type,
  id: 'id',
  name: 'name',
  roles,
});
const COLUMNS: readonly (readonly [string, Actor])[] = [
  ...ROLES.map(role => [role, acting('KEY', [role])] as const),
  ['operator', acting('SYSTEM', [])],
  ['nobody', acting('ANONYMOUS', [])],
];

const commandOf = ({ extensions }: GraphQLField<unknown, unknown>): string =>
  String(extensions.command ?? extensions.facts);
const mutations = Object.values(buildProbitySchema().getMutationType()?.getFields() ?? {});
/** Every verb that anybody may do, and every command and fact of the API, whoever may. */
const granted = COLUMNS.flatMap(([, actor]) => rulesFor(actor)).flatMap(({ subject, action }) =>
  [action].flat().map(verb => `${camel(String(subject))}.${verb}`),
);
const names = [...new Set([...granted, ...mutations.map(commandOf)])].toSorted();

function camel(subject: string): string {
  return subject.charAt(0).toLowerCase() + subject.slice(1);
}

const may = (actor: Actor, name: string): boolean => {
  const [subject = '', verb = ''] = name.split('.');
  return abilityOf(actor).can(verb, subject.charAt(0).toUpperCase() + subject.slice(1));
};

const width = Math.max(...names.map(name => name.length)) + 2;
const centred = (text: string, length: number): string =>
  text.padStart(text.length + Math.floor((length - text.length) / 2)).padEnd(length);
/** Aligned as the formatter aligns it. */
const row = (first: string, cells: readonly string[]): string =>
  `| ${[first.padEnd(width), ...cells.map((cell, index) => centred(cell, COLUMNS[index]?.[0].length ?? 0))].join(' | ')} |`;

function page(): string {
  return [
    '# Who may do what',
    '',
    'Every command, every kind of fact and every reading, by role. What is not ticked is refused, and the refusal of a',
    'command is recorded in the audit log. A person or a key may act in several roles and then may do what any of them may.',
    'The operator is whoever runs the command line on the server; nobody is a request without a credential.',
    'This page is written by a test (`packages/api/src/access/role.rules.test.ts`) from the rules that the server applies.',
    '',
    row(
      '',
      COLUMNS.map(([name]) => name),
    ),
    row(
      '-'.repeat(width),
      COLUMNS.map(([name]) => `:${'-'.repeat(name.length - 2)}:`),
    ),
    ...names.map(name =>
      row(
        `\`${name}\``,
        COLUMNS.map(([, actor]) => (may(actor, name) ? '✓' : '')),
      ),
    ),
    '',
  ].join('\n');
}

describe('the permissions', () => {
  it('are those of the committed page', async () => {
    await expect(page()).toMatchFileSnapshot('../../PERMISSIONS.md');
  });

  it('have a row for every mutation', () => {
    expect(mutations.map(commandOf).filter(name => !names.includes(name))).toEqual([]);
    expect(mutations.length).toBeGreaterThan(10);
  });

  it('give every command of the API to somebody', () => {
    const nobodys = mutations
      .map(commandOf)
      .filter(name => !COLUMNS.some(([column, actor]) => column !== 'operator' && may(actor, name)));

    expect(nobodys).toEqual([]);
  });

  it('give nothing to an unknown role, nor to a role of an inherited name', () => {
    for (const role of ['owner', '', 'constructor', '__proto__', 'toString', 'Administrator']) {
      expect(rulesFor({ type: 'KEY', roles: [role] })).toEqual(rulesFor({ type: 'KEY', roles: [] }));
    }
  });

  it('add up over several roles', () => {
    const both = acting('USER', ['auditor', 'esp']);

    expect([
      may(both, 'auditEntry.read'),
      may(both, 'outcome.record'),
      may(both, 'experiment.start'),
    ]).toEqual([true, true, false]);
  });

  it('never let a role make a sign-in link: only the operator of the server does', () => {
    const who = COLUMNS.filter(([, actor]) => may(actor, 'session.offer')).map(([name]) => name);

    expect(who).toEqual(['operator']);
  });
});
