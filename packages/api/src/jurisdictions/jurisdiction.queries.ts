import type { EntityManager } from 'typeorm';
import { badInput } from '../kernel/errors.js';
import { type Look, permitRead } from '../kernel/query.js';
import { DeliveredJurisdiction, Jurisdiction } from './jurisdiction.entity.js';
import { ruleFor } from './jurisdiction.rules.js';
import { isRegion } from './region.rules.js';

/** The rules that count: as they were amended, else as they were delivered. */
export async function currentRules(manager: EntityManager): Promise<Jurisdiction[]> {
  const [delivered, amended] = [
    await manager.find(DeliveredJurisdiction, { order: { id: 'ASC' } }),
    await manager.find(Jurisdiction),
  ];
  return delivered.map(
    rule => amended.find(({ id }) => id === rule.id) ?? { ...rule, version: 0, amendedAt: null },
  );
}

export function jurisdictions(look: Look): Promise<Jurisdiction[]> {
  permitRead(look, 'Jurisdiction');
  return currentRules(look.manager);
}

/** The rule that counts in a region. */
export async function jurisdiction(look: Look, region: string | null | undefined): Promise<Jurisdiction> {
  permitRead(look, 'Jurisdiction');
  if (region && !isRegion(region))
    throw badInput('region', 'a region is a code of ISO 3166 such as DE or US-CA');
  return ruleFor(await currentRules(look.manager), region);
}

/** The rules that a jurisdiction has had, the newest first. */
export async function rulesOf(look: Look, key: string): Promise<Jurisdiction[]> {
  permitRead(look, 'Jurisdiction');
  const rows = await look.manager.query<
    { rule_version: number; rule: Omit<Jurisdiction, 'version'>; counted_from: Date | null }[]
  >(
    `select rule_version, rule, counted_from from jurisdiction_rules where key = $1 order by rule_version desc`,
    [key],
  );
  return rows.map(({ rule, rule_version, counted_from }) => ({
    ...rule,
    version: rule_version,
    amendedAt: counted_from,
  }));
}

/** Lets nobody else amend a rule until the command ends: a region is taken by one of them alone. */
export const lockRules = (manager: EntityManager): Promise<unknown> =>
  manager.query(`select pg_advisory_xact_lock(hashtextextended('jurisdictions', 0))`);
