/** Milliseconds that a call takes. */
export function timed(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Microseconds per call, over so many calls that the clock does not matter. */
export function timedEach(run, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) run(i);
  return ((performance.now() - start) * 1000) / calls;
}
