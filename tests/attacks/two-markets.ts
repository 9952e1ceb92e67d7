import { createApiKey, newApiKey } from '../../packages/api/src/access/index.js';
import { doorsOf, operator } from '../../packages/api/src/doors.js';
import type { Client } from '../support/client.js';
import type { House } from '../support/house.js';
import { createExperiment, defineMetric, make, verb } from '../support/make.js';
import { followLink, invite } from '../support/people.js';
import { rowsOf } from '../support/rows.js';
import type { Noun } from './named-things.js';

export const KINDS = ['own', 'other', 'archived', 'random'] as const;

/** Of one's own market, of another, of another and put away, and of nowhere. */
export type Kind = (typeof KINDS)[number];

/** What a thing of each kind is called. Whatever is of another market tells of it wherever a text can. */
export type Names = Readonly<Record<Kind, string>>;

export const canaryOf = (noun: Noun): string => `canary-${noun}`;

const keysOf = (noun: Noun): Names => ({
  own: `own-${noun}`,
  other: `${canaryOf(noun)}-live`,
  archived: `${canaryOf(noun)}-gone`,
  random: `no-such-${noun}`,
});

/** A version that nothing has, so that what is allowed changes nothing all the same. */
export const SENSE = {
  version: 1_000,
  perPage: 5,
  market: 'DE',
  primaryMetric: 'own-metric',
  variantKey: 'control',
  variants: make.variants(5000, 5000),
  'openHoldout.input.key': 'own-holdout',
  'openHoldout.input.scope': 'EXPERIMENTS',
  'openHoldout.input.market': null,
};

const MARKETS = { own: 'DE', other: 'FR', archived: 'FR' } as const;
const STANDING = ['own', 'other', 'archived'] as const;
const NOWHERE = '0193b3a0-0000-7000-8000-000000000000';

/** A thing of every noun in one market, and in another; those put away are put away. */
export async function twoMarkets(house: House): Promise<Readonly<Record<Noun, Names>>> {
  const owner = await house.as('administrator');
  await defineMetric(owner);
  const named = { experiment: keysOf('experiment'), holdout: keysOf('holdout') };
  const shared = { layer: keysOf('layer'), metric: keysOf('metric'), team: keysOf('team') };
  await ofNoMarket(owner, shared);
  for (const kind of STANDING) await ofOneMarket(owner, kind, named);
  await putAway(owner, { ...named, ...shared });
  await noticed(house, named.holdout);
  const [user, apiKey] = [await people(house), await keys(house)];
  const suppression = await suppressed(house);
  const notice = await published(house);
  return { ...named, ...shared, notice, suppression, user, apiKey, auditEntry: await entries(house) };
}

async function ofOneMarket(owner: Client, kind: (typeof STANDING)[number], names: Record<string, Names>) {
  const market = MARKETS[kind];
  const key = names['experiment']?.[kind] ?? '';
  const variants = make.variants(5000, 5000).map(one => ({ ...one, payload: { subject: key } }));
  const told = { key, name: key, hypothesis: key, journey: key, market };
  await createExperiment(owner, { ...told, variants });
  await verb(owner, 'start', key);
  const holdout = names['holdout']?.[kind] ?? '';
  await owner.ask('mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key } }', {
    input: {
      key: holdout,
      name: holdout,
      scope: 'MARKET',
      market,
      sizeBp: 2000,
      listSize: 90_000,
      baseRate: 0.02,
    },
  });
}

async function ofNoMarket(owner: Client, names: Record<'layer' | 'metric' | 'team', Names>) {
  for (const kind of STANDING) {
    const [layer, metric, team] = [names.layer[kind], names.metric[kind], names.team[kind]];
    await defineMetric(owner, { key: metric, name: metric });
    await owner.ask(
      `mutation ($layer: Key!, $team: Key!, $markets: [String!]) {
        defineLayer(input: { key: $layer, name: "${layer}" }) { key }
        defineTeam(input: { key: $team, name: "${team}", markets: $markets }) { key }
      }`,
      { layer, team, markets: [MARKETS[kind]] },
    );
  }
}

async function putAway(owner: Client, names: Readonly<Record<string, Names>>) {
  const gone = (noun: string) => names[noun]?.archived ?? '';
  await verb(owner, 'stop', gone('experiment'));
  await verb(owner, 'archive', gone('experiment'));
  await owner.ask(
    `mutation ($holdout: Key!, $layer: Key!, $metric: Key!, $team: Key!) {
      closeHoldout(key: $holdout) { key } archiveLayer(key: $layer) { key }
      retireMetric(key: $metric) { key } archiveTeam(key: $team) { key }
    }`,
    { holdout: gone('holdout'), layer: gone('layer'), metric: gone('metric'), team: gone('team') },
  );
}

/** An alert about each holdout. */
const noticed = (house: House, { own, other, archived }: Names) =>
  rowsOf(
    house.databaseUrl,
    `insert into alerts (kind, subject_type, subject_id, subject_key, opened_at, times, market)
     select 'HOLDOUT_CONTAMINATED', 'Holdout', id, key, now(), 1, market from holdouts where key = any($1)`,
    [[own, other, archived]],
  );

async function people(house: House): Promise<Names> {
  const invited = async (name: string, team: string) =>
    (await invite(house, { name, email: `${name}@example.com`, teams: [team] })).user.id;
  const [own, other, archived] = [
    await invited('own-user', 'own-team'),
    await invited(`${canaryOf('user')}-live`, 'canary-team-live'),
    await invited(`${canaryOf('user')}-gone`, 'canary-team-live'),
  ];
  const { client } = await followLink(house);
  await client.ask('mutation ($id: ID!) { disableUser(id: $id) { id } }', { id: archived });
  return { own, other, archived, random: NOWHERE };
}

/** Notices are of no market, and none is ever put away. */
async function published(house: House): Promise<Names> {
  const officer = await house.as('compliance-officer');
  const names = keysOf('notice');
  for (const kind of STANDING) {
    await officer.ask(`mutation ($input: PublishNoticeInput!) { publishNotice(input: $input) { id } }`, {
      input: {
        key: names[kind],
        locale: 'en',
        mechanism: 'OPT_IN',
        purposes: ['SHARING'],
        text: names[kind],
      },
    });
  }
  return names;
}

/** One that stands, one of another brand, and one that was lifted: they are of no market, and for who is limited to none. */
async function suppressed(house: House): Promise<Names> {
  const officer = await house.as('compliance-officer');
  const of = async (brand: string) => {
    const made = await officer.ask<{ id: string }>(
      `mutation ($input: SuppressionInput!) { suppress(input: $input) { id } }`,
      { input: { recipientKey: brand, scope: 'BRAND', brand } },
    );
    return made.id;
  };
  const [own, other, archived] = [
    await of('own-suppression'),
    await of(`${canaryOf('suppression')}-live`),
    await of(`${canaryOf('suppression')}-gone`),
  ];
  await officer.ask(`mutation ($input: LiftSuppressionInput!) { liftSuppression(input: $input) { id } }`, {
    input: { id: archived, reason: 'A mistake.' },
  });
  return { own, other, archived, random: NOWHERE };
}

/** A key in this role that is limited to these markets, or to none. */
export async function keyOf(house: House, role: string, markets?: readonly string[], name = role) {
  const made = newApiKey(name, role, null, { markets: markets ? [...markets] : null });
  await doorsOf(house.application)(operator('test'), 'test').change(createApiKey, made);
  return { id: made.id, secret: made.secret };
}

async function keys(house: House): Promise<Names> {
  const owner = await house.as('administrator');
  const [own, other, archived] = [
    (await keyOf(house, 'esp', ['DE'], 'own-apiKey')).id,
    (await keyOf(house, 'esp', ['FR'], `${canaryOf('apiKey')}-live`)).id,
    (await keyOf(house, 'esp', ['FR'], `${canaryOf('apiKey')}-gone`)).id,
  ];
  await owner.ask('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: archived });
  return { own, other, archived, random: NOWHERE };
}

/** What the log has of the experiments of each kind. */
async function entries({ databaseUrl }: House): Promise<Names> {
  const keys = keysOf('experiment');
  const of = async (key: string) => {
    const [row] = await rowsOf<{ entry_id: string }>(
      databaseUrl,
      'select entry_id from audit_entries where subject_key = $1 order by id desc limit 1',
      [key],
    );
    return row?.entry_id ?? '';
  };
  return {
    own: await of(keys.own),
    other: await of(keys.other),
    archived: await of(keys.archived),
    random: NOWHERE,
  };
}
