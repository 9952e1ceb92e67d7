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

/** Follows the clock, minute by minute. */
export function useTimeAgo(at: string | null): string {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60 * SECOND);
    return () => clearInterval(timer);
  }, []);
  return at === null ? '' : timeAgo(new Date(at), now);
}
