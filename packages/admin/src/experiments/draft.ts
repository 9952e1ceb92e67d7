import type {
  AssignmentSource,
  Correction,
  CreateExperimentInput,
  DesignInput,
  Method,
  VariantInput,
} from '../generated/graphql';
import type { Experiment } from './experiment';
import { layerWish } from './layer-range';
import { readJson, writeJson } from './json-text';
import { ALL_BP } from './weights';

type Text = string | null;
type Amount = number | null;

/** A draft as it is typed: conditions and payloads as text, shares of a whole in percent. Empty is null. */
export interface DraftForm {
  key: Text;
  name: Text;
  hypothesis: Text;
  market: Text;
  journey: Text;
  channel: Text;
  assignmentSource: AssignmentSource;
  allocationBp: Amount;
  layerKey: Text;
  layerFromBp: Amount;
  layerToBp: Amount;
  targeting: Text;
  variants: VariantForm[];
  design: DesignForm;
}

export interface VariantForm {
  key: Text;
  name: Text;
  weightBp: Amount;
  isControl: boolean;
  modelVersionId: Text;
  payload: Text;
}

export interface DesignForm {
  primaryMetric: Text;
  secondaryMetrics: string[] | null;
  guardrails: { metric: Text; marginPercent: Amount }[];
  method: Method;
  alpha: Amount;
  power: Amount;
  liftPercent: Amount;
  plannedRecipients: Amount;
  correction: Correction;
  covariateMetric: Text;
}

export const newVariant = (weightBp: number, isControl = false): VariantForm => ({
  key: null,
  name: null,
  weightBp,
  isControl,
  modelVersionId: null,
  payload: null,
});

const NEW_DESIGN: DesignForm = {
  primaryMetric: null,
  secondaryMetrics: [],
  guardrails: [],
  method: 'SEQUENTIAL',
  alpha: 0.05,
  power: 0.8,
  liftPercent: null,
  plannedRecipients: null,
  correction: 'HOLM',
  covariateMetric: null,
};

export const newDraft = (): DraftForm => ({
  key: null,
  name: null,
  hypothesis: null,
  market: null,
  journey: null,
  channel: 'email',
  assignmentSource: 'HASHED',
  allocationBp: ALL_BP,
  layerKey: null,
  layerFromBp: null,
  layerToBp: null,
  targeting: null,
  variants: [newVariant(5000, true), newVariant(5000)],
  design: NEW_DESIGN,
});

/** A stored draft, ready to be edited. */
export const draftOf = ({ design, variants, targeting, ...rest }: Experiment): DraftForm => ({
  key: rest.key,
  name: rest.name,
  hypothesis: rest.hypothesis,
  market: rest.market,
  journey: rest.journey,
  channel: rest.channel,
  assignmentSource: rest.assignmentSource,
  allocationBp: rest.allocationBp,
  layerKey: rest.layerKey,
  layerFromBp: rest.layerRange?.fromBp ?? null,
  layerToBp: rest.layerRange?.toBp ?? null,
  targeting: writeJson(targeting),
  variants: variants.map(variant => ({ ...variant, payload: writeJson(variant.payload) })),
  design: design === null ? NEW_DESIGN : designFormOf(design),
});

const designFormOf = ({
  guardrails,
  minimumDetectableLift: lift,
  ...rest
}: NonNullable<Experiment['design']>) => ({
  ...rest,
  liftPercent: lift === null ? null : percentOf(lift),
  guardrails: guardrails.map(({ metric, margin }) => ({ metric, marginPercent: percentOf(margin) })),
});

/** Without the dust of binary fractions: 0.07 is 7, not 7.000000000000001. */
export const percentOf = (share: number): number => Number((share * 100).toPrecision(12));
export const shareOf = (percent: number): number => Number((percent / 100).toPrecision(12));

/** What is sent of a draft. What was left empty is not sent. */
export function inputOf(form: DraftForm): CreateExperimentInput {
  return {
    key: form.key ?? '',
    name: form.name ?? '',
    hypothesis: form.hypothesis ?? '',
    market: given(form.market),
    journey: given(form.journey),
    channel: given(form.channel),
    assignmentSource: form.assignmentSource,
    allocationBp: form.allocationBp,
    ...layerWish(form),
    targeting: objectOf(form.targeting),
    variants: form.variants.map(variantInput),
    design: designInput(form.design),
  };
}

const given = (text: Text): Text => (text === null || text.trim() === '' ? null : text.trim());

function objectOf(text: Text): Record<string, unknown> | null {
  const read = readJson(text ?? '');
  return 'value' in read ? read.value : null;
}

const variantInput = ({
  key,
  name,
  weightBp,
  isControl,
  modelVersionId,
  payload,
}: VariantForm): VariantInput => ({
  key: key ?? '',
  name: given(name),
  weightBp: weightBp ?? 0,
  isControl,
  modelVersionId: given(modelVersionId),
  payload: objectOf(payload),
});

/** A design needs the metric that decides; without it, it is added to the draft later. */
function designInput({
  primaryMetric,
  guardrails,
  secondaryMetrics,
  liftPercent,
  ...rest
}: DesignForm): DesignInput | null {
  if (primaryMetric === null || primaryMetric === '') return null;
  return {
    primaryMetric,
    secondaryMetrics: secondaryMetrics ?? [],
    guardrails: guardrails.flatMap(({ metric, marginPercent }) =>
      metric ? [{ metric, margin: shareOf(marginPercent ?? 0) }] : [],
    ),
    method: rest.method,
    alpha: rest.alpha,
    power: rest.power,
    minimumDetectableLift: liftPercent === null ? null : shareOf(liftPercent),
    plannedRecipients: rest.plannedRecipients,
    correction: rest.correction,
    covariateMetric: given(rest.covariateMetric),
  };
}
