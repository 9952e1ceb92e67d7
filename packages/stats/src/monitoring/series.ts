/** Where a detector cried: 0-based positions in the series, in order. */
export interface Alarms {
  readonly alarms: number[];
  readonly firstAlarm: number | null;
}

/** How a chart goes on after an alarm. */
export interface Restart {
  /** Begin anew after each alarm, as when somebody has looked into it; default false: go on. */
  readonly reset?: boolean | undefined;
}

/** The states of a detector after each item of a series. */
export function statesAfter<State, Item>(
  items: ArrayLike<Item>,
  start: State,
  step: (state: State, item: Item) => State,
): State[] {
  const states: State[] = [];
  let state = start;
  for (let i = 0; i < items.length; i++) {
    state = step(state, items[i] as Item);
    states.push(state);
  }
  return states;
}

/** The positions of the states that satisfy the condition. */
export function alarmsWhere<State>(states: readonly State[], isAlarm: (state: State) => boolean): Alarms {
  const alarms = states.flatMap((state, i) => (isAlarm(state) ? [i] : []));
  return { alarms, firstAlarm: alarms[0] ?? null };
}

/** The nearest double that is not infinite, so that no later subtraction gives NaN and JSON can hold it. */
export function withinDoubles(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
