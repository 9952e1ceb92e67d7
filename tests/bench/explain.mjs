/** @typedef {import('./plan.js').PlanNode} Node */
/** @typedef {{ step: string, ownMs: number, rows: number }} Step */
/**
 * @typedef {object} Explained
 * @property {number} planningMs @property {number} executionMs
 * @property {number} blocksHit @property {number} blocksRead @property {number} temporaryBlocks
 * @property {Step[]} steps
 */

/**
 * Where the time of a statement goes: its steps, each with the time that is its own.
 *
 * @param {import('pg').Client} owner @param {string} text @param {unknown[]} parameters
 * @returns {Promise<Explained>}
 */
export async function explained(owner, text, parameters) {
  const { rows } = await owner.query(`explain (analyze, buffers, format json) ${text}`, parameters);
  const [plan] = rows[0]['QUERY PLAN'];
  /** @type {Node} */
  const root = plan.Plan;
  return {
    planningMs: plan['Planning Time'],
    executionMs: plan['Execution Time'],
    blocksHit: root['Shared Hit Blocks'] ?? 0,
    blocksRead: root['Shared Read Blocks'] ?? 0,
    temporaryBlocks: root['Temp Written Blocks'] ?? 0,
    steps: steps(root, 0),
  };
}

/**
 * A common table expression runs when it is first scanned: its time is part of the scan's, not of its parent's.
 *
 * @param {Node} node @param {number} depth @param {Map<string, number>} [made] milliseconds by expression
 * @returns {Step[]}
 */
function steps(node, depth, made = new Map()) {
  const children = node.Plans ?? [];
  for (const child of children) if (child['Subplan Name']) made.set(child['Subplan Name'], totalMs(child));
  const inside = children
    .filter(child => !child['Subplan Name'])
    .reduce((sum, child) => sum + totalMs(child), 0);
  const own = totalMs(node) - inside - (made.get(`CTE ${node['CTE Name']}`) ?? 0);
  const names = [
    node.Strategy,
    node['Node Type'],
    node['Index Name'] ?? node['Relation Name'] ?? node['CTE Name'],
  ];
  const workers = node['Workers Launched'] ? `, ${node['Workers Launched']} workers` : '';
  return [
    {
      step: `${'  '.repeat(depth)}${names.filter(name => name && name !== 'Plain').join(' ')}${workers}`,
      ownMs: Math.max(0, own),
      rows: node['Actual Rows'] * node['Actual Loops'],
    },
    ...together(children.map(child => steps(child, depth + 1, made))).flat(),
  ];
}

/**
 * What is done in the same way to each of the parts of a table is told once, with the times and the rows of all.
 *
 * @param {Step[][]} children
 */
function together(children) {
  const [first = [], ...others] = children;
  if (children.length < 3 || others.some(other => shapeOf(other) !== shapeOf(first))) return children;
  /** @param {number} line @param {'ownMs' | 'rows'} what */
  const sum = (line, what) => children.reduce((total, child) => total + (child[line]?.[what] ?? 0), 0);
  return [
    first.map(({ step }, line) => ({
      step: `${step}${line === 0 ? ` and ${others.length} like it` : ''}`,
      ownMs: sum(line, 'ownMs'),
      rows: sum(line, 'rows'),
    })),
  ];
}

/** PostgreSQL cuts the names of indexes short, at a place that depends on the number. @param {Step[]} child */
const shapeOf = child => child.map(({ step }) => step.replace(/_\d+.*/, '')).join('\n');

/** @param {Node} node */
const totalMs = node => node['Actual Total Time'] * node['Actual Loops'];
