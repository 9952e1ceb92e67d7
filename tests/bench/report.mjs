/**
 * @typedef {object} Line
 * @property {string} name @property {string} against @property {string} unit
 * @property {import('./rounds.mjs').Spread} ours @property {import('./rounds.mjs').Spread} floor
 * @property {import('./rounds.mjs').Spread} ratio @property {string[]} notes
 */

/** @typedef {import('./explain.mjs').Explained} Plan */

/** @param {{ machine: string, scale: string, lines: Line[], plan: Plan }} report */
export function table({ machine, scale, lines, plan }) {
  const heading = ['what', 'times its floor', 'quartiles', 'ours', 'floor', 'unit', 'floor is'];
  const rows = lines.map(({ name, ratio, ours, floor, unit, against }) => {
    const quartiles = `${digits(ratio.lower)}-${digits(ratio.upper)}`;
    return [name, digits(ratio.median), quartiles, digits(ours.median), digits(floor.median), unit, against];
  });
  const steps = plan.steps.map(({ step, ownMs, rows: count }) => [
    step,
    digits(ownMs),
    count.toLocaleString('en'),
  ]);
  const notes = lines.flatMap(({ name, notes: said }) => said.map(note => `${name}: ${note}`));
  const plans = [
    `the results statement: planned in ${digits(plan.planningMs)} ms, ran ${digits(plan.executionMs)} ms`,
    `blocks: ${plan.blocksHit} in memory, ${plan.blocksRead} read, ${plan.temporaryBlocks} temporary`,
  ];
  const parts = [
    [machine, scale],
    aligned([heading, ...rows]),
    notes,
    plans,
    aligned([['step of the plan', 'own ms', 'rows'], ...steps]),
  ];
  return parts.map(part => part.join('\n')).join('\n\n');
}

/** @param {number} value */
const digits = value =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** @param {string[][]} rows */
function aligned(rows) {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map(row => (row[column] ?? '').length)),
  );
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
