import { readJson } from '../experiments/json-text';
import type {
  ExemptionCategory,
  HoldoutExemptionInput,
  HoldoutScope,
  OpenHoldoutInput,
} from '../generated/graphql';
import { type TypedProspect, rateOf, sizeBpOf } from './prospect';

/** A holdout as it is typed: shares in percent, the condition as text. Empty is null. */
export interface HoldoutForm extends TypedProspect {
  readonly key: string | null;
  readonly name: string | null;
  readonly scope: HoldoutScope;
  readonly channel: string | null;
  readonly market: string | null;
  readonly experimentKeys: readonly string[] | null;
  readonly eligibility: string | null;
  readonly exemptions: readonly { category: ExemptionCategory | null; reason: string | null }[];
}

export const newHoldout = (): HoldoutForm => ({
  key: null,
  name: null,
  scope: 'GLOBAL',
  channel: null,
  market: null,
  experimentKeys: [],
  sizePercent: 5,
  listSize: null,
  ratePercent: null,
  eligibility: null,
  exemptions: [],
});

/** Only what the scope needs is sent, whatever was typed before the scope was chosen. */
export function holdoutInput(form: HoldoutForm): OpenHoldoutInput {
  const { scope } = form;
  const read = readJson(form.eligibility ?? '');
  return {
    key: form.key ?? '',
    name: form.name ?? '',
    scope,
    channel: scope === 'CHANNEL' ? form.channel : null,
    market: scope === 'MARKET' ? form.market : null,
    experimentKeys: scope === 'EXPERIMENTS' ? [...(form.experimentKeys ?? [])] : null,
    sizeBp: sizeBpOf(form.sizePercent ?? 0),
    listSize: Math.round(form.listSize ?? 0),
    baseRate: rateOf(form.ratePercent ?? 0),
    eligibility: 'value' in read ? read.value : null,
    exemptions: form.exemptions.flatMap(exemptionInput),
  };
}

const exemptionInput = ({ category, reason }: HoldoutForm['exemptions'][number]): HoldoutExemptionInput[] =>
  category === null ? [] : [{ category, reason: reason ?? '' }];

const RENAMED: Readonly<Record<string, string>> = { sizeBp: 'sizePercent', baseRate: 'ratePercent' };

/** The input of a field of the API: those that take percent are called differently. */
export const inputField = (field: string): string => RENAMED[field] ?? field;
