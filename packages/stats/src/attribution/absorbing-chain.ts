/** Weights of the transitions of a chain whose every state leads to an end. */
export interface AbsorbingChain {
  /** Row by row, from state to state; the diagonal is ignored. */
  readonly steps: Float64Array;
  /** Into each state from the start. */
  readonly started: Float64Array;
  /** From each state to the end that is asked for, and to any end. */
  readonly converted: Float64Array;
  readonly ended: Float64Array;
}

/**
 * For each state, the chance to come from there to the end that is asked for, and the weight of what ever
 * reaches the state from the start. One elimination of the balance matrix (outflow on the diagonal, minus the
 * steps elsewhere), whose pivots are sums of outflows and never differences, so that no digits cancel, however
 * rare the ends are.
 *
 * @see Grassmann, Taksar & Heyman (1985), https://doi.org/10.1287/opre.33.5.1107
 */
export function absorption(chain: AbsorbingChain): { chance: Float64Array; reached: Float64Array } {
  const size = chain.started.length;
  const elimination = eliminate(chain);
  const chance = solve(elimination, chain.converted, 0);
  const visits = solveTransposed(elimination, chain.started);
  const reached = visits.map((weight, state) => {
    // the visits are those who reach the state, times how often each of them is there
    const unit = new Float64Array(size);
    unit[state] = 1;
    return weight / (solve(elimination, unit, state)[state] as number);
  });
  return { chance, reached };
}

/** Above the diagonal the steps that remain, below it the multipliers, both without their minus signs. */
interface Elimination {
  readonly size: number;
  readonly matrix: Float64Array;
  readonly pivots: Float64Array;
}

function eliminate({ steps, ended }: AbsorbingChain): Elimination {
  const size = ended.length;
  const matrix = steps.slice();
  const rest = ended.slice();
  const pivots = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    let outflow = rest[k] as number;
    for (let j = k + 1; j < size; j++) outflow += matrix[k * size + j] as number;
    // a state without weight goes nowhere, and nothing goes there
    pivots[k] = outflow === 0 ? 1 : outflow;
    for (let i = k + 1; i < size; i++) {
      const factor = (matrix[i * size + k] as number) / (pivots[k] as number);
      matrix[i * size + k] = factor;
      if (factor === 0) continue;
      rest[i] = (rest[i] as number) + factor * (rest[k] as number);
      for (let j = k + 1; j < size; j++) {
        matrix[i * size + j] = (matrix[i * size + j] as number) + factor * (matrix[k * size + j] as number);
      }
    }
  }
  return { size, matrix, pivots };
}

/** The solution for a right side that is zero before `from`, correct from there on. */
function solve({ size, matrix, pivots }: Elimination, right: Float64Array, from: number): Float64Array {
  const x = right.slice();
  for (let i = from + 1; i < size; i++) {
    let sum = x[i] as number;
    for (let k = from; k < i; k++) sum += (matrix[i * size + k] as number) * (x[k] as number);
    x[i] = sum;
  }
  for (let k = size - 1; k >= from; k--) {
    let sum = x[k] as number;
    for (let j = k + 1; j < size; j++) sum += (matrix[k * size + j] as number) * (x[j] as number);
    x[k] = sum / (pivots[k] as number);
  }
  return x;
}

function solveTransposed({ size, matrix, pivots }: Elimination, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let k = 0; k < size; k++) {
    const value = (x[k] as number) / (pivots[k] as number);
    x[k] = value;
    for (let j = k + 1; j < size; j++) x[j] = (x[j] as number) + (matrix[k * size + j] as number) * value;
  }
  for (let i = size - 1; i > 0; i--) {
    const value = x[i] as number;
    for (let k = 0; k < i; k++) x[k] = (x[k] as number) + (matrix[i * size + k] as number) * value;
  }
  return x;
}
