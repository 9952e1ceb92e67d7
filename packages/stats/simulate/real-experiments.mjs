/** What the engines say of 78 experiments of a shop (ASOS), as two markdown tables. */
export function realExperiments(csv, { seriesOf, endingsOf, splitOf }, table) {
  const series = seriesOf(csv);
  const heading = [
    'metric',
    'series',
    'Welch at the end',
    'sequential',
    'stopped early',
    'median of sample saved',
  ];
  const more = ['only at the end', 'only sequential', 'control: Welch at every look'];
  const lines = [1, 2, 3, 4, 'all'].map(metric => {
    const some = series.filter(one => metric === 'all' || one.metric === metric);
    const counts = endingsOf(some);
    const saved = `${(100 * counts.medianSaved).toFixed(1)} %`;
    const { series: size, atEnd, sequential, stoppedEarly, onlyAtEnd, onlySequential, peeking } = counts;
    return [metric, size, atEnd, sequential, stoppedEarly, saved, onlyAtEnd, onlySequential, peeking].map(
      String,
    );
  });
  const splits = series.filter(({ metric }) => metric === 1).map(splitOf);
  const halves = splits.filter(({ treatmentShare }) => Math.abs(treatmentShare - 0.5) < 0.1);
  const alarms = way => String(halves.filter(split => split[way]).length);
  return `## Real experiments read again

ASOS Digital Experiments: differences found at 5 %, by metric (1 binary, 2 and 3 counts, 4 an amount).

${table([[...heading, ...more], ...lines])}

Arms of about one half that are not halves (alarm below 0.001; the weights are not published):

${table([
  [
    'experiment-variants',
    'of about one half',
    'chi-squared at the end',
    'sequential',
    'control: chi-squared at every look',
  ],
  [String(splits.length), String(halves.length), alarms('atEnd'), alarms('sequential'), alarms('peeking')],
])}`;
}
