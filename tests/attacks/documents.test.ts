import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSON_LIMITS, measured } from '../../packages/api/src/http/document-limits.js';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { CALLERS, type Caller, callersOf } from './callers.js';
import { type Attack, DEPTH, GUESSES, VALIDATION, WIDTH } from './documents.js';
import { Stock } from './stock.js';

let house: House;
let stock: Stock;
let callers: Readonly<Record<Caller, Client>>;

beforeAll(async () => {
  house = await openHouse();
  stock = await Stock.start();
  callers = await callersOf(house);
});

afterAll(async () => {
  await stock.stop();
  await house.close();
});

const bodyOf = ({ query, variables }: Attack): string => JSON.stringify({ query, variables });

const ATTACKS = [DEPTH, ...WIDTH, ...VALIDATION, GUESSES];
const CELLS = CALLERS.flatMap(caller => ATTACKS.map(attack => ({ caller, attack })));

describe('a document that is small to send and large to answer', () => {
  it.each(CELLS)('is refused before it runs: $attack.name, from $caller', async ({ caller, attack }) => {
    const response = await callers[caller].post(bodyOf(attack));

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual({
      errors: [
        {
          message: expect.any(String),
          extensions: expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit: attack.limit }),
        },
      ],
    });
  });

  it('is counted and never expanded: what each of thirty levels doubles is measured thirty times', () => {
    const levels = 45;
    const text = `{ a { ...f0 } } ${Array.from({ length: levels }, (_none, at) => `fragment f${at} on A { ...f${at + 1} ...f${at + 1} }`).join(' ')} fragment f${levels} on A { b }`;

    expect(() => measured(text, PERSON_LIMITS)).toThrow(/spreads more than 100/);
  });
});

describe('the control, Apollo Server as it comes', () => {
  it('answers two hundred aliases', async () => {
    const answer = await stock.post(bodyOf(WIDTH[0] ?? DEPTH));

    expect(answer?.status).toBe(200);
    expect(answer?.text).toContain('"a199"');
  });

  it('takes fifty guesses at once', async () => {
    const answer = await stock.post(bodyOf(GUESSES));

    expect(answer?.status).toBe(200);
    expect(answer?.text).toContain('"a49"');
  });

  it('hangs on fifty levels of two each, and for everybody else too', async () => {
    expect(await stock.post(bodyOf(DEPTH))).toBeNull();
    expect(await stock.post('{"query":"{ viewer { name } }"}')).toBeNull();
  });
});
