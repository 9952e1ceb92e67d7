const digits = value =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
const spread = ({ lower, upper }) => `${digits(lower)}-${digits(upper)}`;
const small = value => value.toExponential(1);

export const momentTable = times =>
  aligned([
    ['library', 'ms', 'quartiles', 'times ours'],
    ...times.map(({ name, ms, ratio }) => [name, digits(ms.median), spread(ms), digits(ratio.median)]),
  ]);

export const errorTable = errors =>
  aligned([
    ['library', 'difference', 'standard error', 'p-value', 'p-value shown', 'right'],
    ...errors.map(({ name, difference, standardError, pValue, shown, right }) => [
      name,
      small(difference),
      small(standardError),
      small(pValue),
      shown.toPrecision(6),
      right.toPrecision(6),
    ]),
  ]);

export const driftTable = lines =>
  aligned([
    ['what', 'ms', 'quartiles', 'times its floor'],
    ...lines.map(({ name, ms, ratio }) => [name, digits(ms.median), spread(ms), digits(ratio.median)]),
  ]);

export const comparisonTable = lines =>
  aligned([
    ['comparison', 'us', 'quartiles', 'a second'],
    ...lines.map(({ name, us }) => [name, digits(us.median), spread(us), digits(1e6 / us.median)]),
  ]);

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
