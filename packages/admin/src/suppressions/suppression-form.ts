import type { Purpose, SuppressionInput, SuppressionReason, SuppressionScope } from '../generated/graphql';

/** Whom to suppress, as it is typed. */
export interface SuppressionForm {
  readonly scope: SuppressionScope;
  readonly recipientKey: string;
  readonly domain: string;
  readonly brand: string;
  readonly purpose: Purpose;
  readonly reason: SuppressionReason;
  readonly note: string;
}

export const newSuppression = (): SuppressionForm => ({
  scope: 'GLOBAL',
  recipientKey: '',
  domain: '',
  brand: '',
  purpose: 'MARKETING_EMAIL',
  reason: 'MANUAL',
  note: '',
});

const given = (text: string): string | null => (text.trim() === '' ? null : text);

/** Only what the scope needs is sent, whatever was typed before the scope was chosen. */
export function suppressionInput({ scope, reason, ...form }: SuppressionForm): SuppressionInput {
  return {
    scope,
    reason,
    recipientKey: scope === 'DOMAIN' ? null : given(form.recipientKey),
    domain: scope === 'DOMAIN' ? given(form.domain) : null,
    brand: scope === 'BRAND' || scope === 'PURPOSE' ? given(form.brand) : null,
    purpose: scope === 'PURPOSE' ? form.purpose : null,
  };
}

/** Whether everything is given that the server would miss. */
export function isWhole(form: SuppressionForm): boolean {
  const { recipientKey, domain, brand, scope } = suppressionInput(form);
  return (recipientKey ?? domain) != null && (scope !== 'BRAND' || brand != null);
}
