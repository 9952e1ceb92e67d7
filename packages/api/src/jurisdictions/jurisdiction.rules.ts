import { badInput, violation } from '../kernel/errors.js';
import type { Purpose } from '../kernel/purpose.js';
import type { Deadline, LawSource, PurposeBasis } from './jurisdiction-parts.entity.js';
import type { Jurisdiction } from './jurisdiction.entity.js';
import type { LegalBasis } from './jurisdiction.enums.js';
import { countryOf, isRegion } from './region.rules.js';

/** The rule for whatever no other rule names. */
export const STRICT = 'STRICT';
export const PURPOSES: readonly `${Purpose}`[] = [
  'MARKETING_EMAIL',
  'PERSONALISATION',
  'MEASUREMENT',
  'SHARING',
];

const MOST_REGIONS = 300;
const MOST_SOURCES = 20;
const LONGEST_TEXT = 2_000;
const LONGEST_CLOCK = 1_200;

export interface Amendment {
  readonly regions?: readonly string[] | null;
  readonly bases?: readonly PurposeBasis[] | null;
  readonly deadlines?: readonly Deadline[] | null;
  readonly sources?: readonly LawSource[] | null;
  readonly note?: string | null;
  readonly reason: string;
}

type Ruled = Pick<Jurisdiction, 'key' | 'regions'>;

/** The rule of a region: that which names it, else that of its country, else the strict one. */
export function ruleFor<Rule extends Ruled>(rules: readonly Rule[], region: string | null | undefined): Rule {
  const naming = (name: string) => rules.find(({ regions }) => regions.includes(name));
  const found = region ? (naming(region) ?? naming(countryOf(region))) : undefined;
  const rule = found ?? rules.find(({ key }) => key === STRICT);
  if (!rule) throw new TypeError('there is no strict rule');
  return rule;
}

/** What a rule asks for before data is used for a purpose; of what it does not tell, the most that any rule asks for. */
export const basisFor = (rule: Pick<Jurisdiction, 'bases'>, purpose: `${Purpose}`): PurposeBasis =>
  rule.bases.find(one => one.purpose === (purpose as Purpose)) ?? {
    purpose: purpose as Purpose,
    basis: 'DOUBLE_OPT_IN' as LegalBasis,
  };

/** Another version of a rule. What is not given stays. */
export function amend(
  before: Readonly<Jurisdiction>,
  input: Amendment,
  others: readonly Ruled[],
  now: Date,
): Jurisdiction {
  if (input.reason.trim() === '') throw badInput('reason', 'an amendment has a reason');
  const note = (input.note ?? before.note).trim();
  if (note.length > LONGEST_TEXT) throw badInput('note', `a note is at most ${LONGEST_TEXT} characters long`);
  return {
    ...before,
    note,
    regions: input.regions ? regionsFrom(before.key, input.regions, others) : before.regions,
    bases: input.bases ? basesFrom(input.bases) : before.bases,
    deadlines: input.deadlines ? deadlinesFrom(input.deadlines) : before.deadlines,
    sources: input.sources ? sourcesFrom(input.sources, now) : before.sources,
    amendedAt: now,
  };
}

function regionsFrom(key: string, input: readonly string[], others: readonly Ruled[]): string[] {
  const regions = [...new Set(input)].toSorted();
  if (key === STRICT && regions.length > 0)
    throw violation('strict-names-no-region', 'the strict rule is for what no other rule names', {
      field: 'regions',
    });
  if (regions.length > MOST_REGIONS)
    throw badInput('regions', `a rule names at most ${MOST_REGIONS} regions`);
  const wrong = regions.findIndex(region => !isRegion(region));
  if (wrong >= 0) throw badInput('regions', 'a region is a code of ISO 3166 such as DE or US-CA');
  const taken = others.find(other => other.regions.some(region => regions.includes(region)));
  if (taken)
    throw violation('region-taken', `a region is in one jurisdiction, and one of these is in ${taken.key}`, {
      field: 'regions',
      current: taken.key,
    });
  return regions;
}

function basesFrom(input: readonly PurposeBasis[]): PurposeBasis[] {
  const missing = PURPOSES.filter(
    purpose => input.filter(one => one.purpose === (purpose as Purpose)).length !== 1,
  );
  if (missing.length > 0)
    throw badInput('bases', `each purpose has one basis: ${missing.join(', ')} has none or several`);
  return input.map(({ purpose, basis, ...clocks }, index) => {
    const { consentMonths = null, customerMonths = null, inquiryMonths = null } = clocks;
    for (const [name, months] of Object.entries({ consentMonths, customerMonths, inquiryMonths })) {
      requireWithin(`bases.${index}.${name}`, months, 'a clock');
    }
    if (
      customerMonths !== null &&
      basis !== ('SOFT_OPT_IN' as LegalBasis) &&
      basis !== ('IMPLIED' as LegalBasis)
    )
      throw badInput(`bases.${index}.customerMonths`, 'this clock is of SOFT_OPT_IN and IMPLIED alone');
    if (inquiryMonths !== null && basis !== ('IMPLIED' as LegalBasis))
      throw badInput(`bases.${index}.inquiryMonths`, 'this clock is of IMPLIED alone');
    return { purpose, basis, consentMonths, customerMonths, inquiryMonths };
  });
}

function deadlinesFrom(input: readonly Deadline[]): Deadline[] {
  return input.map(({ kind, amount, unit, extension = null }, index) => {
    if (input.findIndex(other => other.kind === kind) < index)
      throw badInput(`deadlines.${index}.kind`, 'a deadline is given once');
    requireWithin(`deadlines.${index}.amount`, amount, 'a deadline');
    requireWithin(`deadlines.${index}.extension`, extension, 'an extension');
    return { kind, amount, unit, extension };
  });
}

function requireWithin(field: string, value: number | null, noun: string): void {
  if (value !== null && !(value >= 1 && value <= LONGEST_CLOCK))
    throw badInput(field, `${noun} is from 1 to ${LONGEST_CLOCK}`);
}

function sourcesFrom(input: readonly LawSource[], now: Date): LawSource[] {
  if (input.length === 0) throw badInput('sources', 'a rule has a source');
  if (input.length > MOST_SOURCES) throw badInput('sources', `a rule has at most ${MOST_SOURCES} sources`);
  return input.map(({ citation, checkedAt }, index) => {
    const text = citation.trim();
    if (text === '' || text.length > LONGEST_TEXT)
      throw badInput(`sources.${index}.citation`, `a citation has 1 to ${LONGEST_TEXT} characters`);
    if (checkedAt && new Date(checkedAt).getTime() > now.getTime())
      throw badInput(`sources.${index}.checkedAt`, 'nobody has checked this in the future');
    return { citation: text, checkedAt: checkedAt ? new Date(checkedAt).toISOString() : null };
  });
}
