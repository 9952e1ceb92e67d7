import { useEffect, useState } from 'react';

const SECOND = 1000;
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 24 * 3600 * SECOND],
  ['month', 30 * 24 * 3600 * SECOND],
  ['day', 24 * 3600 * SECOND],
  ['hour', 3600 * SECOND],
  ['minute', 60 * SECOND],
];
const WORDS = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "3 days ago", "in 2 hours", "just now". */
export function timeAgo(at: Date, now: Date): string {
  const elapsed = at.getTime() - now.getTime();
  for (const [unit, length] of STEPS) {
    if (Math.abs(elapsed) >= length) return WORDS.format(Math.trunc(elapsed / length), unit);
  }
  return 'just now';
}

const DAY = 24 * 3600 * SECOND;
const LENGTHS = [
  { unit: 'day', days: 1, upTo: 60 },
  { unit: 'month', days: 30.4375, upTo: 24 },
  { unit: 'year', days: 365.25, upTo: Number.POSITIVE_INFINITY },
] as const;

/** How long something lasts or lasted: "12 days", "7 months", "2 years". */
export function lengthText(from: Date, to: Date): string {
  const passed = (to.getTime() - from.getTime()) / DAY;
  if (passed < 1) return 'less than a day';
  for (const { unit, days, upTo } of LENGTHS) {
    const count = Math.floor(passed / days);
    if (count < upTo) return `${count} ${unit}${count === 1 ? '' : 's'}`;
  }
  throw new RangeError(`${passed} days are no length`);
}

/** The clock, minute by minute. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60 * SECOND);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Follows the clock, minute by minute. */
export function useTimeAgo(at: string | null): string {
  const now = useNow();
  return at === null ? '' : timeAgo(new Date(at), now);
}
