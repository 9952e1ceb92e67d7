/** The steps of writing a draft, and which fields stand in which. */
export const STEPS = [
  { label: 'Idea', fields: ['key', 'name', 'hypothesis', 'market', 'channel', 'journey'] },
  {
    label: 'Variants',
    fields: [
      'variants',
      'allocationBp',
      'targeting',
      'assignmentSource',
      'layerKey',
      'layerRange',
      'layerFromBp',
      'layerToBp',
    ],
  },
  { label: 'Design', fields: ['design'] },
  { label: 'Review', fields: [] },
] as const;

export const REVIEW = STEPS.length - 1;

/** In which step a field of the API stands; null for what is no field of a draft. */
export function stepOf(field: string): number | null {
  const [root = ''] = field.split('.');
  const step = STEPS.findIndex(({ fields }) => (fields as readonly string[]).includes(root));
  return step === -1 ? null : step;
}

/** Fields of the API whose input is called differently, because it takes percent or stands for two. */
const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^design\.minimumDetectableLift$/, 'design.liftPercent'],
  [/^layerRange(\..*)?$/, 'layerFromBp'],
  [/^(design\.guardrails\.\d+)\.margin$/, '$1.marginPercent'],
];

export const inputField = (field: string): string =>
  RENAMED.reduce((name, [pattern, replacement]) => name.replace(pattern, replacement), field);

/** The first step that has something wrong in it. */
export function firstFaultyStep(errors: object): number | null {
  const steps = Object.keys(errors).flatMap(field => stepOf(field) ?? []);
  return steps.length === 0 ? null : Math.min(...steps);
}
