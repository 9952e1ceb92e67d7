// Takes away one permission check, one condition of a grant or one filter of a list at a time, and runs the tests that
// should notice. Prints what was caught; exits 1 if anything was not. Changes files of the checkout that it stands in
// and puts them back: run it in a copy, where nobody works. With words, only the mutations whose names hold one.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const API = 'packages/api/src';
const LOOK = 'tests/kernel/look-door.test.ts';
const CHANGE = 'tests/kernel/change-door.test.ts';
const FACTS = 'tests/journeys/keys.test.ts';
const MARKETS = 'tests/journeys/markets.test.ts';
const ROLES = `${API}/access/role.rules.test.ts`;
const ROWS = 'tests/kernel/permitted.test.ts';

/** @typedef {{ name: string, file: string, find: string, put: string, tests: string[] }} Mutation */

/** @returns {Mutation} */
const mutation = (name, file, find, put, ...tests) => ({ name, file: `${API}/${file}`, find, put, tests });

const reading = (file, noun) =>
  mutation(`read ${noun}: ${file}`, file, `  permitRead(look, '${noun}');\n`, '', LOOK);
/** A file that asks in several places: each of them by what comes before it. */
const readingIn = (what, file, noun, before) =>
  mutation(`read ${noun}: ${what}`, file, `${before}\n  permitRead(look, '${noun}');\n`, `${before}\n`, LOOK);
const limit = (name, find, put) =>
  mutation(`limit: ${name}`, 'access/market-limit.rules.ts', find, put, ROLES);

const LISTED = [
  ['experiments/experiment', 'Experiment', 'question: ExperimentQuestion'],
  ['holdouts/holdout', 'Holdout', 'question: HoldoutQuestion'],
  ['layers/layer', 'Layer', '{ q, isArchived, keys }: LayerQuestion'],
  ['metrics/metric', 'Metric', '{ q, kind, retired, keys }: MetricQuestion'],
].map(([path, type, question]) => ({ file: `${path}.queries.ts`, type, noun: type.toLowerCase(), question }));

const READINGS = [
  ...LISTED.map(({ file, type, noun }) =>
    readingIn(
      'one by key',
      file,
      type,
      `export function ${noun}(look: Look, key: string): Promise<${type} | null> {`,
    ),
  ),
  ...LISTED.map(({ file, type, noun, question }) =>
    readingIn(
      'the list',
      file,
      type,
      `export function ${noun}s(look: Look, ${question}, request: PageRequest) {`,
    ),
  ),
  reading('alerts/alert.queries.ts', 'Alert'),
  reading('access/api-key.queries.ts', 'ApiKey'),
  reading('results/result.queries.ts', 'Results'),
  reading('assignment/holdout-members.queries.ts', 'Holdout'),
  reading('experiments/layer-range.queries.ts', 'Experiment'),
  reading('experiments/layer-range.queries.ts', 'Layer'),
  readingIn(
    'the outlook',
    'holdouts/holdout.queries.ts',
    'Holdout',
    'export function holdoutOutlook(look: Look, prospect: Prospect): HoldoutOutlook {',
  ),
];

const DOORS = [
  mutation(
    'ask for assignments',
    'assignment/permitted-plan.ts',
    "  permitRead(look, 'Assignment', 'ask');\n",
    '',
    FACTS,
  ),
  mutation('record outcomes', 'metrics/outcome.facts.ts', "  permitFacts(facts, 'Outcome');\n", '', FACTS),
  mutation(
    'record exposures',
    'assignment/exposure.facts.ts',
    "  permitFacts(facts, 'Exposure');\n",
    '',
    FACTS,
  ),
  mutation(
    'strangers at the change door',
    'kernel/command.ts',
    '  refuseStrangers(context, command);\n',
    '',
    FACTS,
  ),
  mutation('permit before', 'kernel/command.ts', '      permit(context, command, before);\n', '', CHANGE),
  mutation('permit after', 'kernel/command.ts', '      permit(context, command, after);\n', '', MARKETS),
  mutation('permit at the lock', 'kernel/lock.ts', '  permit(found, none);\n', '', MARKETS),
  mutation(
    'not yours looks like not there',
    'kernel/permission.ts',
    "const isHidden = none && !mayDo(ability, 'read', noun, subject);",
    'const isHidden = none && false;',
    MARKETS,
  ),
  mutation(
    'the instance, not the type',
    'kernel/permission.ts',
    'subject.version === 0 ? ability.can(verb, noun) : mayDo(ability, verb, noun, subject)',
    'ability.can(verb, noun)',
    MARKETS,
  ),
  mutation(
    'not there looks like forbidden',
    'kernel/permission.ts',
    'if (!(error instanceof DomainError) || ability.can(verbOf(command), command.subject.name)) throw error;',
    'if (error) throw error;',
    CHANGE,
  ),
  mutation(
    'a denial is recorded',
    'kernel/command.ts',
    'error instanceof DeniedError && error.subject',
    'error instanceof DeniedError && !error.subject',
    CHANGE,
  ),
];

const CONDITIONS = [
  limit('read what is seen', '  Experiment: { read: seen, other', '  Experiment: { read: whole, other'),
  limit(
    'change what is of no market',
    '  Experiment: { read: seen, other: changed',
    '  Experiment: { read: seen, other: seen',
  ),
  limit(
    'change experiments',
    '  Experiment: { read: seen, other: changed',
    '  Experiment: { read: seen, other: whole',
  ),
  limit('read holdouts', '  Holdout: { read: seen', '  Holdout: { read: whole'),
  limit(
    'change holdouts',
    '  Holdout: { read: seen, other: changed',
    '  Holdout: { read: seen, other: whole',
  ),
  limit('read alerts', '  Alert: { read: seen', '  Alert: { read: whole'),
  limit('ask', '  Assignment: { other: seen', '  Assignment: { other: whole'),
  limit('record', '  Exposure: { other: seen', '  Exposure: { other: whole'),
  limit('payload', '  Payload: { other: seen', '  Payload: { other: whole'),
  limit(
    'retire metrics',
    '  Metric: { read: whole, define: whole, other: nothing',
    '  Metric: { read: whole, define: whole, other: whole',
  ),
  limit(
    'archive layers',
    '  Layer: { read: whole, define: whole, other: nothing',
    '  Layer: { read: whole, define: whole, other: whole',
  ),
  limit('what is not listed', "limit ? limit(markets) : 'nothing'", 'limit ? limit(markets) : undefined'),
  mutation(
    'no market is no limit',
    'access/role.rules.ts',
    'markets ? limited',
    'markets?.length ? limited',
    ROLES,
  ),
  mutation('own session', 'access/role.rules.ts', ', conditions: { id: sessionId }', '', ROLES),
  mutation('own user', 'access/role.rules.ts', ', conditions: { id }', '', ROLES),
  mutation(
    'an administrator does not export',
    'access/role.rules.ts',
    "  { subject: 'AuditEntry', action: 'export', inverted: true },\n",
    '',
    ROLES,
  ),
  mutation('a machine starts nothing', 'access/role.rules.ts', '? NEVER_MACHINE : []', '? [] : []', ROLES),
];

const FILTERS = [
  mutation(
    'rows that are found',
    'kernel/permitted-rows.ts',
    'permitted === ALWAYS ? query : query.andWhere(`(${permitted})`, values)',
    'query',
    ROWS,
  ),
  mutation(
    'lists',
    'kernel/query.ts',
    '    const [items, total] = await permittedRows(look, entity, {',
    '    const [items, total] = await look.manager.getRepository(entity).createQueryBuilder().setFindOptions({',
    MARKETS,
  ),
  mutation(
    'one thing by key',
    'kernel/query.ts',
    'permittedRows(look, entity, { where, take: 1 }).getOne()',
    'look.manager.getRepository(entity).findOne({ where })',
    MARKETS,
  ),
  mutation(
    'a rule that forbids, in SQL',
    'kernel/permitted.ts',
    'inverted ? all([not(matches), others])',
    'inverted ? others',
    ROWS,
  ),
  mutation('no rule, no rows', 'kernel/permitted.ts', '  }, NEVER);', '  }, ALWAYS);', ROWS),
  mutation(
    'no value, in SQL',
    'kernel/permitted-comparison.ts',
    'all([`${sql} is not null`, ofValue(sql)])',
    'ofValue(sql)',
    ROWS,
  ),
  mutation(
    'no value is zero, in SQL',
    'kernel/permitted-comparison.ts',
    "sign.startsWith('<') ? !isBelowZero : isBelowZero",
    'false',
    ROWS,
  ),
  mutation(
    'a word that no row can have',
    'kernel/permitted-comparison.ts',
    'named.filter(value => kind.canBe?.(value) ?? true)',
    'named',
    ROWS,
  ),
  mutation(
    'a rule that forbids some is a limit',
    'kernel/permitted.ts',
    'first !== undefined && !first.inverted && first.conditions === undefined',
    'first !== undefined && first.conditions === undefined',
    ROWS,
  ),
  mutation(
    'the plan of who asks',
    'assignment/permitted-plan.ts',
    "  return permittedPlan(look.ability, plan, 'ask', 'Assignment');",
    '  return plan;',
    MARKETS,
  ),
  mutation(
    'the plan of who records',
    'assignment/exposure.facts.ts',
    "permittedPlan(facts.ability, plan, 'record', 'Exposure')",
    'plan',
    MARKETS,
  ),
  mutation(
    'the plan of an SDK',
    'assignment/sdk-payload.queries.ts',
    "permittedPlan(look.ability, plan, 'read', 'Payload')",
    'plan',
    MARKETS,
  ),
  mutation(
    'whom another market holds out',
    'assignment/explanation.queries.ts',
    '  requireMarket(look, question.market);\n',
    '',
    MARKETS,
  ),
  mutation(
    'the holdouts that are named',
    'assignment/explanation.queries.ts',
    'holdouts.filter(({ isTold }) => isTold).map',
    'holdouts.map',
    MARKETS,
  ),
  mutation(
    'the holdout that is named',
    'assignment/explanation.queries.ts',
    'first?.isTold ? first.holdoutKey : null',
    'first?.holdoutKey ?? null',
    MARKETS,
  ),
  mutation(
    'the experiments that are known',
    'experiments/experiment.queries.ts',
    'permittedRows(reader, Experiment, named).getMany()',
    'reader.manager.find(Experiment, named)',
    MARKETS,
  ),
  mutation(
    'the ranges that are shown',
    'experiments/layer-range.queries.ts',
    'permittedRows(look, Experiment, keepersOf(layerKey)).getMany()',
    'look.manager.find(Experiment, keepersOf(layerKey))',
    MARKETS,
  ),
];

/** The text of a file without what is taken away; null where it is not there, or not once. */
function mutated(text, { find, put }) {
  const [before, after, ...more] = text.split(find);
  return after === undefined || more.length > 0 ? null : `${before}${put}${after}`;
}

const passes = tests =>
  spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', '--reporter=dot', ...tests],
    { cwd: root, stdio: 'ignore', timeout: 300_000 },
  ).status === 0;

function verdictOf(one) {
  const path = `${root}${one.file}`;
  const text = readFileSync(path, 'utf8');
  const changed = mutated(text, one);
  if (changed === null) return 'NOT FOUND';
  const restore = () => writeFileSync(path, text);
  const interrupted = () => {
    restore();
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    writeFileSync(path, changed);
    return passes(one.tests) ? 'NOT CAUGHT' : 'caught';
  } finally {
    restore();
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  }
}

const words = process.argv.slice(2);
const mutations = [...READINGS, ...DOORS, ...CONDITIONS, ...FILTERS].filter(
  ({ name }) => words.length === 0 || words.some(word => name.includes(word)),
);
const tests = [...new Set(mutations.flatMap(one => one.tests))];
if (!passes(tests)) {
  process.stderr.write(`these tests fail as it is, so nothing can be told: ${tests.join(', ')}\n`);
  process.exit(2);
}
let missed = 0;
for (const one of mutations) {
  const verdict = verdictOf(one);
  if (verdict !== 'caught') missed += 1;
  process.stdout.write(`${verdict.padEnd(10)}  ${one.name}\n`);
}
process.stdout.write(`${mutations.length - missed} of ${mutations.length} caught\n`);
process.exit(missed === 0 ? 0 : 1);
