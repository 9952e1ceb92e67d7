const DAY_MS = 24 * 60 * 60 * 1000;

/** For how long a key can be made. */
export const LIFETIMES = [
  { days: '30', name: 'In 30 days' },
  { days: '90', name: 'In 90 days' },
  { days: '365', name: 'In a year' },
  { days: '', name: 'Never' },
] as const;

/** The instant at which a key made now stops working; null for never. */
export const expiryOf = (days: string, now: Date): string | null =>
  days === '' ? null : new Date(now.getTime() + Number(days) * DAY_MS).toISOString();
