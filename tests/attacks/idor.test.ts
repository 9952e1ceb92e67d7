import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import { type House, openHouse } from '../support/house.js';
import { type EveryCaller, everyCaller, mayTell, sees } from './every-caller.js';
import { type NamedThing, NOUNS, type Noun, namedThings } from './named-things.js';
import { KINDS, type Kind, type Names, SENSE, canaryOf, twoMarkets } from './two-markets.js';

/** Grows with the schema and the roles; a smaller matrix has to be meant. */
const FEWEST_CELLS = 7_018;
const AT_ONCE = 8;
/** A server that is short of time says so, and is asked again. */
const MOST_TRIES = 5;
/** That a key is taken is told to everybody who may make one: keys name one thing in all markets. */
const MADE = /^(create|define|open)[A-Z][A-Za-z]+\.input\.key$/;

interface Cell {
  readonly caller: EveryCaller;
  readonly thing: NamedThing;
  readonly kind: Kind;
  /** Status and body, what was named put out of them. */
  readonly answer: string;
}

let house: House;
let cells: readonly Cell[];

beforeAll(async () => {
  house = await openHouse({ poolSize: 10 });
  const names = await twoMarkets(house);
  const callers = await everyCaller(house);
  const things = namedThings(buildProbitySchema(), SENSE);
  cells = await answered(
    callers.flatMap(caller => things.flatMap(thing => kindsOf(thing).map(kind => ({ caller, thing, kind })))),
    names,
  );
}, 180_000);

afterAll(() => house.close());

/** What is made is not made of a name that is free: there it would be made. */
const kindsOf = ({ path }: NamedThing): readonly Kind[] =>
  MADE.test(path) ? KINDS.filter(kind => kind !== 'random') : KINDS;

async function answered(
  questions: readonly Omit<Cell, 'answer'>[],
  names: Readonly<Record<Noun, Names>>,
): Promise<readonly Cell[]> {
  const done: Cell[] = [];
  const waiting = questions.values();
  const work = async () => {
    for (const question of waiting) done.push({ ...question, answer: await answerTo(question, names) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

async function answerTo({ caller, thing, kind }: Omit<Cell, 'answer'>, names: Readonly<Record<Noun, Names>>) {
  const name = names[thing.noun][kind];
  const variables = thing.variablesWith(name);
  const body = JSON.stringify({ query: thing.query, variables });
  let response = await caller.ask(body);
  for (let tries = 1; response.status === 503 && tries < MOST_TRIES; tries += 1) {
    response = await caller.ask(body);
  }
  return `${response.status} ${response.text}`.replaceAll(name, '<it>');
}

/** Whoever asks for an assignment in all markets is told what held a recipient out, by its key. */
const explains = (caller: EveryCaller, thing: NamedThing, noun: Noun): boolean =>
  noun === 'holdout' &&
  /^(assignment|assignments|explainAssignment)$/.test(thing.operation) &&
  mayTell(caller, thing);

const described = ({ caller, thing, kind, answer }: Cell) =>
  `${caller.name} ${thing.path} ${kind}: ${answer.slice(0, 400)}`;

const of = (role: string, path: string, kind: Kind): string =>
  cells.find(cell => cell.caller.name === role && cell.thing.path === path && cell.kind === kind)?.answer ??
  '';

const codesIn = (answers: readonly Cell[]): Set<unknown> =>
  new Set(answers.map(({ answer }) => /"code":"([A-Z_]+)"/.exec(answer)?.[1]));

describe('a thing named by somebody to whom it may not be told', () => {
  it('is tried in every place that names one, by everybody', () => {
    process.stdout.write(`idor: ${cells.length} cells\n`);

    expect(cells.length).toBeGreaterThanOrEqual(FEWEST_CELLS);
    expect(new Set(cells.map(({ thing }) => thing.noun))).toEqual(new Set(NOUNS));
  });

  it('is asked about in questions that are answered or refused for what they name', () => {
    const faults = cells.filter(({ answer }) =>
      /LIMIT_EXCEEDED|INTERNAL_SERVER_ERROR|GRAPHQL_VALIDATION_FAILED|RATE_LIMITED|UNAVAILABLE/.test(answer),
    );

    expect(faults.map(described)).toEqual([]);
    expect([...codesIn(cells)]).toEqual(
      expect.arrayContaining(['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED', 'CONFLICT']),
    );
  });

  it('is answered byte for byte as what is not there, with the same status', () => {
    const random = new Map(
      cells
        .filter(({ kind }) => kind === 'random')
        .map(({ caller, thing, answer }) => [`${caller.name} ${thing.path}`, answer]),
    );
    const compared = cells.filter(
      ({ caller, thing, kind }) =>
        (kind === 'other' || kind === 'archived') && !mayTell(caller, thing) && !MADE.test(thing.path),
    );
    const told = compared.filter(
      ({ caller, thing, answer }) => answer !== random.get(`${caller.name} ${thing.path}`),
    );

    process.stdout.write(`idor: ${compared.length} hidden\n`);
    expect(compared.length).toBeGreaterThan(FEWEST_CELLS / 4);
    expect(told.map(described)).toEqual([]);
  });

  it('never shows in an answer, whatever was named', () => {
    const shown = cells.filter(({ caller, thing, answer }) =>
      NOUNS.some(
        noun => answer.includes(canaryOf(noun)) && !sees(caller, noun) && !explains(caller, thing, noun),
      ),
    );

    expect(shown.map(described)).toEqual([]);
  });

  it.each([
    ['experiment', 'experiment.key'],
    ['holdout', 'holdout.key'],
    ['layer', 'layer.key'],
    ['metric', 'metric.key'],
    ['team', 'team.key'],
    ['user', 'user.id'],
    ['experiment', 'auditEntry.id'],
  ] as const)('would show: the %s does to an administrator of all markets, by %s', (noun, path) => {
    expect(of('administrator', path, 'other')).toMatch(noun === 'user' ? canaryOf(noun) : /<it>|canary/);
    expect(of('administrator', path, 'random')).toMatch(/^200 \{"data":\{"it":null\}\}/);
  });

  it.each(['experiment.key', 'holdout.key'])('is shown where it is of the own market, by %s', path => {
    expect(of('viewer of DE', path, 'own')).toContain('"key":"<it>"');
  });
});
