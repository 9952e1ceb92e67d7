/**
 * How many steps does a Markov chain take, on average, from its first state until it leaves? States are
 * eliminated one by one, always by what leaves them and never by 1 minus what stays, so that nothing is
 * subtracted and a chain that leaves once in 1e30 steps keeps all its digits.
 *
 * @param moves  row by row the chances of going from one state to another; what is on the diagonal is not
 *   used, since it is what the others leave over; the matrix is overwritten
 * @param exits  for each state the chance to leave the chain; overwritten
 * @see Grassmann, Taksar & Heyman (1985), Operations Research 33, 1107-1116,
 *   https://doi.org/10.1287/opre.33.5.1107
 */
export function meanStepsToExit(moves: Float64Array[], exits: Float64Array): number {
  const steps = new Float64Array(exits.length).fill(1);
  for (let last = exits.length - 1; last > 0; last--) {
    const row = moves[last] as Float64Array;
    let leaving = exits[last] as number;
    for (let j = 0; j < last; j++) leaving += row[j] as number;
    for (let i = 0; i < last; i++) {
      const other = moves[i] as Float64Array;
      const visits = (other[last] as number) / leaving;
      for (let j = 0; j < last; j++) other[j] = (other[j] as number) + visits * (row[j] as number);
      exits[i] = (exits[i] as number) + visits * (exits[last] as number);
      steps[i] = (steps[i] as number) + visits * (steps[last] as number);
    }
  }
  return (steps[0] as number) / (exits[0] as number);
}
