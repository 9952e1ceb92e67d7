import type {
  Purpose,
  SuppressionReason,
  SuppressionScope,
  SuppressionSource,
  SuppressionWholeFragment,
} from '../generated/graphql';

export type Suppression = SuppressionWholeFragment;

export const REASONS: Readonly<Record<SuppressionReason, string>> = {
  COMPLAINT: 'Complaint',
  UNSUBSCRIBE: 'Unsubscribed',
  HARD_BOUNCE: 'Hard bounce',
  ERASURE: 'Erasure',
  LEGAL: 'Legal',
  MANUAL: 'By hand',
  ROLE_ACCOUNT: 'Role account',
  SPAM_TRAP: 'Spam trap',
};

export const SCOPES: Readonly<Record<SuppressionScope, string>> = {
  GLOBAL: 'One recipient, everywhere',
  BRAND: 'One recipient, at one brand',
  PURPOSE: 'One recipient, for one purpose',
  DOMAIN: 'Everybody at one domain',
};

export const PURPOSES: Readonly<Record<Purpose, string>> = {
  MARKETING_EMAIL: 'Marketing e-mail',
  PERSONALISATION: 'Personalisation',
  MEASUREMENT: 'Measurement',
  SHARING: 'Sharing',
};

export const SOURCES: Readonly<Record<SuppressionSource, string>> = {
  PERSON: 'By somebody, one by one',
  IMPORT: 'With a list',
  OUTCOME: 'By an outcome',
};

const choices = <Id extends string>(words: Readonly<Record<Id, string>>) =>
  (Object.keys(words) as Id[]).map(id => ({ id, name: words[id] }));

export const REASON_CHOICES = choices(REASONS);
export const SCOPE_CHOICES = choices(SCOPES);
export const PURPOSE_CHOICES = choices(PURPOSES);
export const SOURCE_CHOICES = choices(SOURCES);
export const STATE_CHOICES = [
  { id: true, name: 'Holds' },
  { id: false, name: 'Lifted or over' },
];

/** Whom it is about and how far it reaches, in words. */
export function reachText({
  scope,
  brand,
  purpose,
}: Pick<Suppression, 'scope' | 'brand' | 'purpose'>): string {
  const at = brand === null ? '' : ` at the brand ${brand}`;
  if (scope === 'BRAND') return `One recipient${at}`;
  if (purpose === null) return SCOPES[scope];
  return `One recipient, for ${PURPOSES[purpose].toLowerCase()}${at}`;
}

export function stateOf({ isActive, liftedAt }: Pick<Suppression, 'isActive' | 'liftedAt'>) {
  if (isActive) return { label: 'Holds', tone: 'error' } as const;
  return { label: liftedAt === null ? 'Over' : 'Lifted', tone: 'neutral' } as const;
}

/** What only the person can take back, because they said it themselves. */
export const isOwnWord = (reason: SuppressionReason): boolean =>
  reason === 'COMPLAINT' || reason === 'UNSUBSCRIBE';

/** The beginning of a keyed hash: enough to tell some of them apart. */
export const shortHash = (id: string): string => id.slice(0, 8);
