import { execFile } from 'node:child_process';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';
import { rowsOf } from '../support/rows.js';
import { type TextArgument, textArguments } from './text-arguments.js';

/** `node scripts/attack-sql.mjs` finds it. */
const SQLMAP = process.env.SQLMAP ?? '';

let house: House;
let secret: string;
let hole: Server;
let holeUrl: string;

beforeAll(async () => {
  house = await openHouse();
  const key = await house.key('administrator');
  secret = key.secret;
  await runningExperiment(key.client);
  hole = plantedHole(house.databaseUrl);
  await new Promise<void>(resolve => hole.listen(0, '127.0.0.1', resolve));
  holeUrl = `http://127.0.0.1:${(hole.address() as AddressInfo).port}/graphql`;
});

afterAll(async () => {
  await new Promise(resolve => hole.close(resolve));
  await house.close();
});

/** Takes GraphQL's form, and puts the variable into SQL as text: what every probe must find. */
function plantedHole(databaseUrl: string): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as { variables: { q: string } };
      rowsOf(databaseUrl, `select key from metrics where key = '${variables.q}'`).then(
        rows => response.end(JSON.stringify({ data: { metrics: rows } })),
        (error: unknown) =>
          response.end(JSON.stringify({ errors: [{ message: (error as pg.DatabaseError).message }] })),
      );
    });
  });
}

const PROBES = [
  "x'",
  `x"`,
  "x' or '1'='1",
  "x') or ('1'='1",
  'x\\',
  "x'; select 1/0; --",
  "x'||(1/0)||'",
  '$1',
  ':key',
  "x' and 1=cast((select version()) as int) --",
];

const TROUBLE =
  /syntax error|unterminated|division by zero|PostgreSQL|INTERNAL_SERVER_ERROR|pg_|invalid input syntax/i;

async function send(url: string, { query, variablesWith }: TextArgument, probe: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ query, variables: variablesWith(probe) }),
  });
  return response.text();
}

const ARGUMENTS = textArguments(buildProbitySchema(), ['revokeApiKey', 'signOut']);
const IN_HOLE: TextArgument = { path: 'metrics.q', query: '{ metrics }', variablesWith: q => ({ q }) };

describe('a text that means something to SQL', () => {
  it('is tried wherever the API takes a text', () => {
    expect(ARGUMENTS.length).toBeGreaterThan(40);
  });

  it.each(ARGUMENTS)('means nothing in $path', async argument => {
    const answers = await Promise.all(PROBES.map(probe => send(`${house.url}/graphql`, argument, probe)));

    expect(answers.filter(answer => TROUBLE.test(answer))).toEqual([]);
  });

  it('finds nothing that it should not: a search for everything is a search for these letters', async () => {
    const all = "' or '1'='1";
    const client = await house.as('administrator');
    const found = await client.ask<{ total: number }>(
      'query ($q: String) { experiments(filter: { q: $q }) { total } }',
      { q: all },
    );

    expect(found.total).toBe(0);
  });

  it('is found in a hole that was made for it', async () => {
    const answers = await Promise.all(PROBES.map(probe => send(holeUrl, IN_HOLE, probe)));

    expect(answers.filter(answer => TROUBLE.test(answer)).length).toBeGreaterThan(2);
  });
});

describe.skipIf(SQLMAP === '')('sqlmap', () => {
  const LONG = 120_000;

  // The house is in this process, and has to answer meanwhile.
  const verdict = async (url: string, { query, variablesWith }: TextArgument): Promise<string> => {
    const { stdout } = await promisify(execFile)(
      SQLMAP,
      [
        `--url=${url}`,
        '--method=POST',
        `--data=${JSON.stringify({ query, variables: variablesWith('x*') })}`,
        '--header=content-type: application/json',
        `--header=authorization: Bearer ${secret}`,
        '--batch',
        '--level=2',
        '--dbms=PostgreSQL',
        '--technique=BEUST',
        '--flush-session',
        '--timeout=20',
        '--retries=1',
        '--disable-coloring',
        '--ignore-code=400,401,403,404,409,422',
      ],
      { timeout: LONG, maxBuffer: 10_000_000 },
    );
    return stdout;
  };

  it('finds the hole that was made for it', { timeout: LONG }, async () => {
    expect(await verdict(holeUrl, IN_HOLE)).toMatch(/is vulnerable|identified the following injection point/);
  });

  it.each(ARGUMENTS)('finds nothing in $path', { timeout: LONG }, async argument => {
    const said = await verdict(`${house.url}/graphql`, argument);

    expect(said).toMatch(/do not appear to be injectable|does not seem to be injectable/);
    expect(said).not.toMatch(/is vulnerable|identified the following injection point/);
  });
});
