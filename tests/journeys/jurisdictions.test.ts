import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let officer: Client;

beforeAll(async () => {
  house = await openHouse();
  officer = await house.as('compliance-officer');
});

afterAll(() => house.close());

interface Rule {
  readonly key: string;
  readonly version: number;
  readonly regions: string[];
  readonly note: string;
  readonly bases: {
    readonly purpose: string;
    readonly basis: string;
    readonly consentMonths: number | null;
  }[];
  readonly deadlines: { readonly kind: string }[];
  readonly sources: { readonly citation: string; readonly checkedAt: string | null }[];
}

const RULE = `key version regions note bases { purpose basis consentMonths } deadlines { kind }
  sources { citation checkedAt }`;
const AMEND = `mutation ($input: AmendJurisdictionInput!) { amendJurisdiction(input: $input) { ${RULE} } }`;

const ruleOf = (region?: string) =>
  officer.ask<Rule>(`query ($region: String) { jurisdiction(region: $region) { ${RULE} } }`, { region });
const versionOf = async (key: string) =>
  (await officer.ask<Rule[]>('{ jurisdictions { key version } }')).find(one => one.key === key)?.version;
const amended = async (key: string, input: Record<string, unknown>) =>
  officer.ask<Rule>(AMEND, { input: { key, version: await versionOf(key), reason: 'advice', ...input } });
const refusalOf = async (key: string, input: Record<string, unknown>) =>
  officer.refusal(AMEND, { input: { key, version: await versionOf(key), reason: 'advice', ...input } });

describe('the law as it is delivered', () => {
  it('is eight rules, each of which tells of every purpose and of where it is taken from', async () => {
    const rules = await officer.ask<Rule[]>(`{ jurisdictions { ${RULE} } }`);

    expect(rules.map(({ key }) => key)).toEqual(['EU', 'DE', 'FR', 'GB', 'CA', 'US', 'US-OPT-OUT', 'STRICT']);
    expect(rules.every(({ bases, sources }) => bases.length === 4 && sources.length > 0)).toBe(true);
    expect(rules.every(({ deadlines }) => deadlines.some(({ kind }) => kind === 'UNSUBSCRIBE'))).toBe(true);
  });

  it('names a region in one rule', async () => {
    const rules = await officer.ask<Rule[]>('{ jurisdictions { regions } }');
    const regions = rules.flatMap(one => one.regions);

    expect(new Set(regions).size).toBe(regions.length);
  });

  it.each([
    ['AT', 'EU'],
    ['DE', 'DE'],
    ['FR', 'FR'],
    ['GB', 'GB'],
    ['CA', 'CA'],
    ['CA-QC', 'CA'],
    ['US', 'US'],
    ['US-NY', 'US'],
    ['US-CA', 'US-OPT-OUT'],
    ['BR', 'STRICT'],
    [undefined, 'STRICT'],
  ])('counts in %s as %s', async (region, key) => {
    expect((await ruleOf(region)).key).toBe(key);
  });

  it('is not asked about what is no region', async () => {
    const refusal = await officer.refusal('{ jurisdiction(region: "Germany") { key } }');

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'region' });
  });
});

describe('a rule', () => {
  it('is amended by a compliance officer, and what was stays to be read', async () => {
    const before = await ruleOf('FR');
    const checkedAt = '2026-11-01T00:00:00.000Z';

    const after = await amended('FR', {
      note: 'Checked by counsel.',
      sources: [{ citation: 'The act', checkedAt }],
    });
    const versions = await officer.ask<Rule[]>(`{ jurisdictionVersions(key: "FR") { ${RULE} amendedAt } }`);

    expect(after).toMatchObject({
      version: 1,
      note: 'Checked by counsel.',
      bases: before.bases,
      sources: [{ citation: 'The act', checkedAt }],
    });
    expect(versions.map(({ version, note }) => [version, note])).toEqual([
      [1, 'Checked by counsel.'],
      [0, before.note],
    ]);
    expect(await ruleOf('FR')).toEqual(after);
  });

  it('is amended once where two saw the same version', async () => {
    const version = await versionOf('GB');
    const both = await Promise.all(
      [1, 2].map(number =>
        officer.answer(AMEND, { input: { key: 'GB', version, reason: 'advice', note: `Note ${number}` } }),
      ),
    );

    const codes = both.map(({ errors }) => errors?.[0]?.extensions['code'] ?? 'done');
    expect(new Set(codes)).toEqual(new Set(['CONFLICT', 'done']));
  });

  it('is recorded in the audit log with its reason', async () => {
    await amended('CA', { note: 'Another note.', reason: 'the act has changed' });

    const [entry] = await rowsOf(
      house.databaseUrl,
      `select action, reason, after ->> 'note' as note from audit_entries where subject_key = 'CA' order by id desc`,
    );
    expect(entry).toEqual({
      action: 'jurisdiction.amend',
      reason: 'the act has changed',
      note: 'Another note.',
    });
  });

  it('takes a region that no other rule names', async () => {
    const { regions } = await ruleOf('AT');

    await amended('EU', { regions: [...regions, 'CH', 'CH'] });

    expect((await ruleOf('CH')).key).toBe('EU');
  });

  it('does not take a region from another', async () => {
    expect(await refusalOf('EU', { regions: ['AT', 'DE'] })).toMatchObject({
      code: 'RULE_VIOLATED',
      rule: 'region-taken',
      current: 'DE',
    });
  });

  it('that is strict names no region', async () => {
    expect(await refusalOf('STRICT', { regions: ['BR'] })).toMatchObject({ rule: 'strict-names-no-region' });
  });

  const OPT_IN = ['MARKETING_EMAIL', 'PERSONALISATION', 'MEASUREMENT', 'SHARING'].map(purpose => ({
    purpose,
    basis: 'OPT_IN',
  }));
  const firstWith = (clocks: object) => [{ ...OPT_IN[0], ...clocks }, ...OPT_IN.slice(1)];

  it.each([
    ['no reason', { reason: ' ' }, 'reason'],
    ['a region in words', { regions: ['Austria'] }, 'regions'],
    ['three purposes', { bases: OPT_IN.slice(1) }, 'bases'],
    ['a purpose twice', { bases: [...OPT_IN, OPT_IN[0]] }, 'bases'],
    ['a clock of no months', { bases: firstWith({ consentMonths: 0 }) }, 'bases.0.consentMonths'],
    ['a clock that its basis lacks', { bases: firstWith({ customerMonths: 6 }) }, 'bases.0.customerMonths'],
    ['an inquiry that its basis lacks', { bases: firstWith({ inquiryMonths: 6 }) }, 'bases.0.inquiryMonths'],
    [
      'a deadline of no days',
      { deadlines: [{ kind: 'ACCESS', amount: 0, unit: 'MONTHS' }] },
      'deadlines.0.amount',
    ],
    [
      'a deadline twice',
      {
        deadlines: [
          { kind: 'ACCESS', amount: 1, unit: 'MONTHS' },
          { kind: 'ACCESS', amount: 2, unit: 'MONTHS' },
        ],
      },
      'deadlines.1.kind',
    ],
    ['no source', { sources: [] }, 'sources'],
    ['an empty source', { sources: [{ citation: ' ' }] }, 'sources.0.citation'],
    [
      'a source that was checked in the future',
      { sources: [{ citation: 'The act', checkedAt: '2100-01-01T00:00:00Z' }] },
      'sources.0.checkedAt',
    ],
    ['a note without end', { note: 'n'.repeat(2_001) }, 'note'],
  ])('is not amended with %s', async (_what, input, field) => {
    expect(await refusalOf('US', input)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('that there is not is not amended', async () => {
    const refusal = await officer.refusal(AMEND, { input: { key: 'XX', version: 0, reason: 'advice' } });

    expect(refusal).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['viewer', 'experimenter', 'administrator', 'privacy-operator'])(
    'is not amended by %s, who may read it',
    async role => {
      const client = await house.as(role);

      const refusal = await client.refusal(AMEND, { input: { key: 'US', version: 0, reason: 'mine' } });

      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
      expect(await client.ask('{ jurisdiction(region: "US") { key version } }')).toEqual({
        key: 'US',
        version: 0,
      });
    },
  );

  it('that counted once cannot be rewritten, even by the owner of the database', async () => {
    for (const statement of [
      `update jurisdiction_rules set rule = '{}'`,
      'delete from jurisdiction_rules',
      'truncate jurisdiction_rules',
    ]) {
      await expect(rowsOf(house.databaseUrl, statement)).rejects.toThrow('is append-only');
    }
  });
});
