/**
 * Goes on with a value, at once where it is there already: a promise for what is known costs more than to answer from
 * it.
 */
export const settled = <Value, Result>(
  value: Value | Promise<Value>,
  goOn: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> => (value instanceof Promise ? value.then(goOn) : goOn(value));
