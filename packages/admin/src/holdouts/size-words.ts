import { SIZE_PERCENT } from './prospect';

const [FROM, TO] = SIZE_PERCENT.common;

export const sizeProblem = (value: unknown): string | undefined =>
  typeof value === 'number' && value >= SIZE_PERCENT.least && value <= SIZE_PERCENT.most
    ? undefined
    : `From ${SIZE_PERCENT.least} to ${SIZE_PERCENT.most}.`;

/** What is said below the size: a common one, or why another is worth a second thought. */
export function sizeHelp(percent: number | null): string {
  if (percent !== null && percent < FROM)
    return `Smaller than the common ${FROM} to ${TO} %: it sees large lifts only.`;
  if (percent !== null && percent > TO)
    return `Larger than the common ${FROM} to ${TO} %: many recipients get nothing new.`;
  return `The share held out. ${FROM} to ${TO} % is common.`;
}
