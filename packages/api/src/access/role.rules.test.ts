import 'reflect-metadata';
import type { GraphQLField } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../kernel/actor.js';
import { mayDo } from '../kernel/permission.js';
import { buildProbitySchema } from '../schema.js';
import { abilityOf } from './ability.js';
import { MACHINE_ROLES, PEOPLE_ROLES, rulesFor } from './role.rules.js';

const acting = (type: Actor['type'], roles: readonly string[], markets?: readonly string[]): Actor => ({
  type,
  id: 'id',
  name: 'name',
  roles,
  ...(markets && { markets }),
});
type Column = readonly [string, Actor];
const PEOPLE: readonly Column[] = [
  ...PEOPLE_ROLES.map(role => [role, acting('USER', [role])] as const),
  ['operator', acting('SYSTEM', [])],
];
const MACHINES: readonly Column[] = [
  ...MACHINE_ROLES.map(role => [role, acting('KEY', [role])] as const),
  ['nobody', acting('ANONYMOUS', [])],
];
const COLUMNS = [...PEOPLE, ...MACHINES];

const commandOf = ({ extensions }: GraphQLField<unknown, unknown>): string =>
  String(extensions.command ?? extensions.facts);
const camel = (subject: string): string => subject.charAt(0).toLowerCase() + subject.slice(1);
const schema = buildProbitySchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

/** What the rules of an actor let somebody do, by name. */
const namesOf = (actor: Actor): string[] =>
  rulesFor(actor)
    .filter(({ inverted }) => !inverted)
    .flatMap(({ subject, action }) => [action].flat().map(verb => `${camel(String(subject))}.${verb}`));
/** Every verb that anybody may do, and every command and fact of the API, whoever may. */
const names = [
  ...new Set([...COLUMNS.flatMap(([, actor]) => namesOf(actor)), ...mutations.map(commandOf)]),
].toSorted();

const may = (actor: Actor, name: string): boolean => {
  const [subject = '', verb = ''] = name.split('.');
  return abilityOf(actor).can(verb, subject.charAt(0).toUpperCase() + subject.slice(1));
};
const mayIn = (actor: Actor, name: string, instance: object): boolean => {
  const [subject = '', verb = ''] = name.split('.');
  return mayDo(abilityOf(actor), verb, subject.charAt(0).toUpperCase() + subject.slice(1), instance);
};

/** What a tick says: yes, only to themselves, or nothing. */
function mark(actor: Actor, name: string): string {
  if (!may(actor, name)) return '';
  return mayIn(actor, name, { id: 'another' }) ? '✓' : 'own';
}

const width = Math.max(...names.map(name => name.length)) + 2;
const centred = (text: string, length: number): string =>
  text.padStart(text.length + Math.floor((length - text.length) / 2)).padEnd(length);
/** Aligned as the formatter aligns it. */
const row = (first: string, cells: readonly string[]): string =>
  `| ${[first.padEnd(width), ...cells].join(' | ')} |`;

function table(columns: readonly Column[]): string[] {
  const known = names.filter(name => columns.some(([, actor]) => may(actor, name)));
  return [
    row(
      '',
      columns.map(([name]) => name),
    ),
    row(
      '-'.repeat(width),
      columns.map(([name]) => `:${'-'.repeat(name.length - 2)}:`),
    ),
    ...known.map(name =>
      row(
        `\`${name}\``,
        columns.map(([column, actor]) => centred(mark(actor, name), column.length)),
      ),
    ),
  ];
}

const CONDITIONS = `
## Conditions

- **Own.** Who is signed in does this to themselves and to their own session, and to nobody else's.
- **Markets.** A person in teams, and a key, can be limited to markets; a person in no team, or in a team of all
  markets, is not. Whoever is limited
  - reads the experiments, holdouts and alerts of these markets, and those of no market;
  - changes the experiments and holdouts of these markets, and of no others: nothing is made in another market or in
    none, and nothing is moved there;
  - defines metrics and layers, which are of no market, and neither retires nor archives them;
  - asks for assignments, reads payloads and records exposures for the experiments of these markets and of none;
  - reads neither the audit log, which tells of every market, nor keys, people and teams, and manages none of them:
    whoever could make a key or a person could make one that is not limited.
- **Not yours, not there.** What somebody may not read is to them as if it did not exist: the same answer, with the same
  code. Lists are filtered by the database. Two things are not hidden: that a key is taken, because keys name one
  experiment in all markets; and which holdout keeps a recipient out of an experiment that one may ask for, because who
  is held out does not depend on who asks.
- **Never.** Whoever acts as administrator neither approves nor bypasses an approval, nor exports the audit log, and who
  acts as a machine neither approves, bypasses, decides nor starts anything, whatever their other roles. Nobody is
  administrator and reviewer, compliance officer or auditor at once.
- **Recorded.** A command that is refused is recorded in the audit log, with who tried it; a request without a
  credential is not.

## Fields

What a list shows is shown whole to those who may read it, with these exceptions, which nobody can read through the API:

`;

/** Columns that are stored and that no field of the API shows, in types that hold secrets. */
const UNSHOWN: Readonly<Record<string, string>> = {
  ApiKey: 'the secret and its hash; the secret is shown once, to who makes or rotates the key',
  Session: 'all of it, the hashes of the link and of the cookie among it',
  User: 'hashes of the password, of recovery codes and of the invitation; the secret of the second factor',
};

const fields = (): string[] => [
  '| type | who reads the rest | not shown to anybody |',
  '| --- | --- | --- |',
  ...Object.entries(UNSHOWN).map(([type, unshown]) => {
    const readers = COLUMNS.filter(([, actor]) => may(actor, `${camel(type)}.read`)).map(([name]) => name);
    return `| \`${type}\` | ${readers.join(', ') || '-'} | ${unshown} |`;
  }),
];

const page = (): string =>
  [
    '# Who may do what',
    '',
    'Every command, every kind of fact and every reading, by role. What is not ticked is refused, and the refusal of a',
    'command is recorded in the audit log. A person may act in several roles and then may do what any of them may; what',
    'a role takes away stays away. The operator is whoever runs the command line on the server; nobody is a request',
    'without a credential. "own" is to oneself alone. A role whose work has no commands yet reads what there is.',
    'This page is written by a test (`packages/api/src/access/role.rules.test.ts`) from the rules that the server applies.',
    '',
    '## People',
    '',
    ...table(PEOPLE),
    '',
    '## Machines',
    '',
    'A key can also be given the role of a person, for scripts that do what people do.',
    '',
    ...table(MACHINES),
    CONDITIONS + fields().join('\n'),
    '',
  ].join('\n');

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
      expect(rulesFor(acting('KEY', [role]))).toEqual(rulesFor(acting('KEY', [])));
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

  it('show no field that is said to be shown to nobody', () => {
    const secret = /hash|secret|recoveryCode/i;
    const shown = ['ApiKey', 'Session', 'User'].flatMap(name => {
      const type = schema.getType(name);
      const fields = type && 'getFields' in type ? Object.keys(type.getFields()) : [];
      return fields.filter(field => secret.test(field)).map(field => `${name}.${field}`);
    });

    expect(shown).toEqual([]);
  });
});

describe('duties that are apart', () => {
  it.each(MACHINE_ROLES)('the machine %s approves, bypasses, decides and starts nothing', role => {
    for (const name of ['experiment.start', 'experiment.decide', 'policy.approve', 'holdout.bypass']) {
      expect(may(acting('KEY', [role, 'experimenter', 'administrator']), name)).toBe(false);
    }
    expect(may(acting('KEY', ['experimenter']), 'experiment.start')).toBe(true);
  });

  it('an administrator approves nothing and touches the audit log by reading alone, whatever other roles say', () => {
    for (const roles of [['administrator'], ['administrator', 'auditor'], ['auditor', 'administrator']]) {
      const who = acting('USER', roles);

      expect(namesOf(who).filter(name => name.startsWith('auditEntry.') && may(who, name))).toEqual(
        roles.map(() => 'auditEntry.read'),
      );
      expect([may(who, 'experiment.approve'), may(who, 'anything.bypass')]).toEqual([false, false]);
    }
  });

  it('an auditor reads all there is, takes the audit log away, and changes nothing', () => {
    const auditor = acting('USER', ['auditor']);
    const readable = names.filter(name => name.endsWith('.read') && name !== 'payload.read');
    const changes = names.filter(
      name => !/\.(read|ask|reveal|export)$/.test(name) && mark(auditor, name) === '✓',
    );

    expect(readable.filter(name => !may(auditor, name))).toEqual([]);
    expect(may(auditor, 'auditEntry.export')).toBe(true);
    expect(changes).toEqual(['session.begin', 'session.open', 'user.accept']);
  });

  it('people change their own password and second factor and end their own session, and no others', () => {
    const viewer = { ...acting('USER', ['viewer']), sessionId: 'session' };

    for (const verb of ['setPassword', 'enrolTotp', 'confirmTotp', 'removeTotp']) {
      expect(mayIn(viewer, `user.${verb}`, { id: 'id' })).toBe(true);
      expect(mayIn(viewer, `user.${verb}`, { id: 'another' })).toBe(false);
      expect(may(acting('KEY', ['administrator']), `user.${verb}`)).toBe(false);
    }
    expect(mayIn(viewer, 'session.end', { id: 'session' })).toBe(true);
    expect(mayIn(viewer, 'session.end', { id: 'id' })).toBe(false);
    expect(mayIn(acting('USER', []), 'session.end', { id: 'id' })).toBe(true);
  });
});

describe('who is limited to markets', () => {
  const owner = acting('USER', ['administrator'], ['DE', 'AT']);
  const IN = { own: { market: 'DE' }, none: { market: null }, another: { market: 'FR' }, unsaid: {} };
  const where = (name: string) =>
    Object.entries(IN)
      .filter(([, instance]) => mayIn(owner, name, instance))
      .map(([place]) => place);

  it.each([
    ['experiment.read', ['own', 'none']],
    ['experiment.create', ['own']],
    ['experiment.amend', ['own']],
    ['experiment.decide', ['own']],
    ['holdout.read', ['own', 'none']],
    ['holdout.open', ['own']],
    ['holdout.close', ['own']],
    ['alert.read', ['own', 'none']],
    ['assignment.ask', ['own', 'none']],
    ['exposure.record', ['own', 'none']],
    ['outcome.record', ['own', 'none', 'another', 'unsaid']],
    ['metric.define', ['own', 'none', 'another', 'unsaid']],
    ['metric.retire', []],
    ['layer.archive', []],
    ['auditEntry.read', []],
    ['apiKey.create', []],
    ['apiKey.read', []],
    ['user.invite', []],
    ['user.read', []],
    ['team.amend', []],
  ])('may %s in %j', (name, places) => {
    expect(where(name)).toEqual(places);
  });

  it('has nothing that others have not, and nothing at all in no market but what is everybody\u2019s', () => {
    const nowhere = acting('KEY', ['administrator'], []);

    expect(namesOf(owner).filter(name => !may(acting('USER', ['administrator']), name))).toEqual([]);
    expect(mayIn(nowhere, 'experiment.read', { market: null })).toBe(true);
    expect(mayIn(nowhere, 'experiment.read', { market: 'DE' })).toBe(false);
    expect(mayIn(nowhere, 'experiment.start', { market: null })).toBe(false);
  });

  it('reads the payload of an SDK for these markets and none', () => {
    const sdk = acting('KEY', ['sdk'], ['DE']);

    expect([mayIn(sdk, 'payload.read', IN.own), mayIn(sdk, 'payload.read', IN.another)]).toEqual([
      true,
      false,
    ]);
  });

  it('is limited in what an auditor reads, too', () => {
    expect(may(acting('USER', ['auditor'], ['DE']), 'auditEntry.export')).toBe(false);
  });
});
