/** The few jStat functions that `distributions.ts` uses; jStat 1.9.6 ships no types of its own. */
declare module 'jstat' {
  interface Hypergeometric {
    pdf(k: number, populationSize: number, successes: number, draws: number): number;
  }
  const jstat: {
    readonly jStat: {
      readonly normal: { pdf(x: number, mean: number, standardDeviation: number): number };
      readonly hypgeom: Hypergeometric;
    };
  };
  export default jstat;
}
