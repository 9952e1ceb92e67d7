/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A metric y and its covariate x of n units; y is `effect` higher and everything is moved by `offset`. */
export function unitsOf(n, { seed, effect = 0, offset = 0 }) {
  const random = seeded(seed);
  const y = new Float64Array(n);
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const past = -Math.log(1 - random());
    x[i] = offset + past;
    y[i] = offset + 0.5 * past - Math.log(1 - random()) + effect;
  }
  return { y, x };
}
