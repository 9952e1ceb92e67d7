/** So many months later, in UTC: on the last day of a month that is too short. */
function monthsLater(at: number, months: number): number {
  const moved = new Date(at);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  moved.setUTCDate(Math.min(day, daysIn(moved)));
  return moved.getTime();
}

const daysIn = (month: Date): number =>
  new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();

/** When what was given at an instant runs out; never where there is no clock. */
export const expiryOf = (at: number, months: number | null | undefined): number =>
  months == null ? Infinity : monthsLater(at, months);
