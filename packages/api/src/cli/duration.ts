import { MOST_OVERLAP_HOURS } from '../access/api-key.rules.js';
import { usageError } from './cli-error.js';

const HOUR_MS = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { h: HOUR_MS, d: 24 * HOUR_MS, w: 7 * 24 * HOUR_MS };
const LONGEST_MS = 3660 * 24 * HOUR_MS;

/** "12h", "30d" or "4w", in milliseconds. */
export function durationOption(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([hdw])$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? 0);
  if (ms > 0 && ms <= LONGEST_MS) return ms;
  throw usageError(
    'bad-duration',
    `a duration is written 12h, 30d or 4w and is at most 10 years, not "${text}"`,
  );
}

/** How long two secrets of a key work side by side, in hours: "0h", "24h" or "7d". */
export function overlapOption(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,3})([hd])$/.exec(text) ?? [];
  const hours = Number(count) * (unit === 'd' ? 24 : 1);
  if (unit !== '' && hours <= MOST_OVERLAP_HOURS) return hours;
  throw usageError('bad-overlap', `an overlap is written 0h, 24h or 7d and is at most 7 days, not "${text}"`);
}
