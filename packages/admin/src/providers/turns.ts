const MOST_AT_ONCE = 3;

let running = 0;
const waiting: (() => void)[] = [];

/** Does what a page has many of a few at a time, so that what the reader does next is not behind all of them. */
export async function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
  if (running >= MOST_AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve));
  else running += 1;
  try {
    return await act();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
