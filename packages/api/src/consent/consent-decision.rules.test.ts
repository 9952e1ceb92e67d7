import { describe, expect, it } from 'vitest';
import { type ConsentState, type MarkName, stateAfter } from './consent.rules.js';
import { type Basis, decide, decideAll } from './consent-decision.rules.js';

const on = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const NOW = on('2026-11-01');

/** What was said, by day. */
const said = (...events: readonly (readonly [MarkName, string])[]): ConsentState =>
  events.reduce<ConsentState>(
    (state, [countsAs, day]) => stateAfter(state, { countsAs, at: on(day), event: `${countsAs} ${day}` }),
    {},
  );
const by = (basis: Basis['basis'], clocks: Partial<Basis> = {}): Basis => ({ basis, ...clocks });
const CANADA = by('IMPLIED', { customerMonths: 24, inquiryMonths: 6 });

type Case = readonly [
  what: string,
  state: ConsentState,
  basis: Basis,
  isAllowed: boolean,
  reason: string,
  event: string | null,
];

const [MAY, JUNE, JULY, AUGUST] = ['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01'] as const;

const CASES: readonly Case[] = [
  ['nothing, where consent is needed', {}, by('OPT_IN'), false, 'NO_CONSENT', null],
  ['nothing, where it is not', {}, by('OPT_OUT'), true, 'NOT_OPTED_OUT', null],
  ['nothing, where a customer suffices', {}, by('SOFT_OPT_IN'), false, 'NO_CONSENT', null],
  ['nothing, where it is implied', {}, CANADA, false, 'NO_CONSENT', null],
  ['a yes', said(['GRANTED', MAY]), by('OPT_IN'), true, 'GRANTED', `GRANTED ${MAY}`],
  ['a yes, where it is not needed', said(['GRANTED', MAY]), by('OPT_OUT'), true, 'GRANTED', `GRANTED ${MAY}`],
  [
    'a yes, where it is to be confirmed',
    said(['GRANTED', MAY]),
    by('DOUBLE_OPT_IN'),
    false,
    'NOT_CONFIRMED',
    `GRANTED ${MAY}`,
  ],
  ['a request', said(['REQUESTED', MAY]), by('OPT_IN'), false, 'NOT_CONFIRMED', `REQUESTED ${MAY}`],
  [
    'a confirmed request',
    said(['REQUESTED', MAY], ['CONFIRMED', JUNE]),
    by('OPT_IN'),
    true,
    'CONFIRMED',
    `CONFIRMED ${JUNE}`,
  ],
  [
    'a confirmed yes',
    said(['GRANTED', MAY], ['CONFIRMED', JUNE]),
    by('DOUBLE_OPT_IN'),
    true,
    'CONFIRMED',
    `CONFIRMED ${JUNE}`,
  ],
  [
    'a confirmed yes, asked for again by anybody',
    said(['GRANTED', MAY], ['CONFIRMED', JUNE], ['GRANTED', JULY]),
    by('DOUBLE_OPT_IN'),
    true,
    'CONFIRMED',
    `CONFIRMED ${JUNE}`,
  ],
  [
    'a no after a yes',
    said(['GRANTED', MAY], ['WITHDRAWN', JUNE]),
    by('OPT_IN'),
    false,
    'WITHDRAWN',
    `WITHDRAWN ${JUNE}`,
  ],
  [
    'a no of the same instant',
    said(['GRANTED', MAY], ['DENIED', MAY]),
    by('OPT_IN'),
    false,
    'DENIED',
    `DENIED ${MAY}`,
  ],
  [
    'a no, where consent is not needed',
    said(['SIGNALLED', MAY]),
    by('OPT_OUT'),
    false,
    'OPTED_OUT_BY_SIGNAL',
    `SIGNALLED ${MAY}`,
  ],
  [
    'a yes after a signal',
    said(['SIGNALLED', MAY], ['GRANTED', JUNE]),
    by('OPT_OUT'),
    true,
    'GRANTED',
    `GRANTED ${JUNE}`,
  ],
  [
    'a yes after a no',
    said(['WITHDRAWN', MAY], ['GRANTED', JUNE]),
    by('OPT_IN'),
    true,
    'GRANTED',
    `GRANTED ${JUNE}`,
  ],
  [
    'a yes after an objection',
    said(['OBJECTED', MAY], ['GRANTED', JUNE]),
    by('OPT_IN'),
    true,
    'GRANTED',
    `GRANTED ${JUNE}`,
  ],
  [
    'an unconfirmed yes after a no',
    said(['CONFIRMED', MAY], ['WITHDRAWN', JUNE], ['GRANTED', JULY]),
    by('DOUBLE_OPT_IN'),
    false,
    'WITHDRAWN',
    `WITHDRAWN ${JUNE}`,
  ],
  [
    'a request after a no',
    said(['WITHDRAWN', JUNE], ['REQUESTED', JULY]),
    by('OPT_IN'),
    false,
    'WITHDRAWN',
    `WITHDRAWN ${JUNE}`,
  ],
  [
    'a confirmed request after a no',
    said(['WITHDRAWN', JUNE], ['REQUESTED', JULY], ['CONFIRMED', AUGUST]),
    by('OPT_IN'),
    true,
    'CONFIRMED',
    `CONFIRMED ${AUGUST}`,
  ],
  [
    'a confirmed yes after a no',
    said(['WITHDRAWN', JUNE], ['GRANTED', JULY], ['CONFIRMED', AUGUST]),
    by('DOUBLE_OPT_IN'),
    true,
    'CONFIRMED',
    `CONFIRMED ${AUGUST}`,
  ],
  [
    'a confirmation after a no of what was asked before it',
    said(['GRANTED', MAY], ['WITHDRAWN', JUNE], ['CONFIRMED', JULY]),
    by('DOUBLE_OPT_IN'),
    false,
    'WITHDRAWN',
    `WITHDRAWN ${JUNE}`,
  ],
  [
    'a new request that nobody confirmed, after an old confirmation after a no',
    said(['WITHDRAWN', MAY], ['CONFIRMED', JUNE], ['GRANTED', JULY]),
    by('DOUBLE_OPT_IN'),
    false,
    'WITHDRAWN',
    `WITHDRAWN ${MAY}`,
  ],
  ['an import', said(['IMPORTED', MAY]), by('OPT_IN'), true, 'IMPORTED', `IMPORTED ${MAY}`],
  [
    'an import, where it is to be confirmed',
    said(['IMPORTED', MAY]),
    by('DOUBLE_OPT_IN'),
    false,
    'NOT_CONFIRMED',
    `IMPORTED ${MAY}`,
  ],
  [
    'a confirmed import',
    said(['IMPORT_CONFIRMED', MAY]),
    by('DOUBLE_OPT_IN'),
    true,
    'IMPORTED',
    `IMPORT_CONFIRMED ${MAY}`,
  ],
  [
    'an import after a no',
    said(['WITHDRAWN', MAY], ['IMPORTED', JUNE]),
    by('OPT_IN'),
    false,
    'WITHDRAWN',
    `WITHDRAWN ${MAY}`,
  ],
  [
    'an import before a no and a yes after it',
    said(['IMPORTED', MAY], ['WITHDRAWN', JUNE], ['GRANTED', JULY]),
    by('OPT_IN'),
    true,
    'GRANTED',
    `GRANTED ${JULY}`,
  ],
  [
    'a yes that was called off',
    said(['GRANTED', MAY], ['EXPIRED', JUNE]),
    by('OPT_IN'),
    false,
    'EXPIRED',
    `EXPIRED ${JUNE}`,
  ],
  [
    'a yes that was called off in the same instant',
    said(['GRANTED', MAY], ['EXPIRED', MAY]),
    by('OPT_IN'),
    false,
    'EXPIRED',
    `EXPIRED ${MAY}`,
  ],
  [
    'a yes after another was called off',
    said(['EXPIRED', MAY], ['GRANTED', JUNE]),
    by('OPT_IN'),
    true,
    'GRANTED',
    `GRANTED ${JUNE}`,
  ],
  [
    'a yes that ran out, where it is not needed',
    said(['GRANTED', MAY], ['EXPIRED', JUNE]),
    by('OPT_OUT'),
    true,
    'GRANTED',
    `GRANTED ${MAY}`,
  ],
  [
    'a yes of a clock that has not run out',
    said(['GRANTED', MAY]),
    by('OPT_IN', { consentMonths: 7 }),
    true,
    'GRANTED',
    `GRANTED ${MAY}`,
  ],
  [
    'a yes of a clock that runs out this instant',
    said(['GRANTED', MAY]),
    by('OPT_IN', { consentMonths: 6 }),
    false,
    'EXPIRED',
    `GRANTED ${MAY}`,
  ],
  [
    'a customer, where it suffices',
    said(['CUSTOMER', MAY]),
    by('SOFT_OPT_IN'),
    true,
    'CUSTOMER',
    `CUSTOMER ${MAY}`,
  ],
  ['a customer, where it does not', said(['CUSTOMER', MAY]), by('OPT_IN'), false, 'NO_CONSENT', null],
  [
    'a customer after a no',
    said(['WITHDRAWN', MAY], ['CUSTOMER', JUNE]),
    by('SOFT_OPT_IN'),
    false,
    'WITHDRAWN',
    `WITHDRAWN ${MAY}`,
  ],
  [
    'an inquiry, where only a customer suffices',
    said(['INQUIRED', MAY]),
    by('SOFT_OPT_IN'),
    false,
    'NO_CONSENT',
    null,
  ],
  [
    'a customer of two years ago',
    said(['CUSTOMER', '2024-11-02']),
    CANADA,
    true,
    'CUSTOMER',
    'CUSTOMER 2024-11-02',
  ],
  [
    'a customer of more than two years ago',
    said(['CUSTOMER', '2024-11-01']),
    CANADA,
    false,
    'EXPIRED',
    'CUSTOMER 2024-11-01',
  ],
  ['an inquiry of five months ago', said(['INQUIRED', JUNE]), CANADA, true, 'INQUIRY', `INQUIRED ${JUNE}`],
  ['an inquiry of six months ago', said(['INQUIRED', MAY]), CANADA, false, 'EXPIRED', `INQUIRED ${MAY}`],
  [
    'an old purchase and a fresh inquiry',
    said(['CUSTOMER', '2020-01-01'], ['INQUIRED', JUNE]),
    CANADA,
    true,
    'INQUIRY',
    `INQUIRED ${JUNE}`,
  ],
  [
    'a purchase that was called off',
    said(['CUSTOMER', MAY], ['EXPIRED', JUNE]),
    CANADA,
    false,
    'EXPIRED',
    `EXPIRED ${JUNE}`,
  ],
  [
    'a yes that ran out, and a purchase',
    said(['GRANTED', MAY], ['CUSTOMER', AUGUST]),
    { ...CANADA, consentMonths: 2 },
    false,
    'EXPIRED',
    `GRANTED ${MAY}`,
  ],
  [
    'a yes and a purchase',
    said(['GRANTED', MAY], ['CUSTOMER', AUGUST]),
    CANADA,
    true,
    'GRANTED',
    `GRANTED ${MAY}`,
  ],
  [
    'erasure and everything else',
    said(['ERASED', MAY], ['GRANTED', JUNE], ['WITHDRAWN', JULY]),
    by('OPT_OUT'),
    false,
    'ERASED',
    `ERASED ${MAY}`,
  ],
];

describe('a decision', () => {
  it.each(CASES)('upon %s', (_what, state, basis, isAllowed, reason, event) => {
    const decided = decide(state, basis, NOW);

    expect([decided.isAllowed, decided.reason, decided.mark?.event ?? null]).toEqual([
      isAllowed,
      reason,
      event,
    ]);
  });

  it.each([
    ['OBJECTED', 'OBJECTED'],
    ['RESTRICTED', 'RESTRICTED'],
    ['WITHDRAWN', 'WITHDRAWN'],
    ['DENIED', 'DENIED'],
    ['COMPLAINED', 'COMPLAINED'],
    ['SIGNALLED', 'OPTED_OUT_BY_SIGNAL'],
  ] as const)(
    'upon %s and every no that weighs less tells the former, whatever came first',
    (mark, reason) => {
      const noes: MarkName[] = ['OBJECTED', 'RESTRICTED', 'WITHDRAWN', 'DENIED', 'COMPLAINED', 'SIGNALLED'];
      const lesser = noes.slice(noes.indexOf(mark) + 1).map(name => [name, JUNE] as const);

      expect(decide(said([mark, MAY], ...lesser), by('OPT_OUT'), NOW).reason).toBe(reason);
    },
  );

  it('tells of a no that stands, not of one that was taken back', () => {
    const state = said(['OBJECTED', MAY], ['GRANTED', JUNE], ['SIGNALLED', JULY]);

    expect(decide(state, by('OPT_IN'), NOW).reason).toBe('OPTED_OUT_BY_SIGNAL');
  });

  it('by a clock of months ends on the last day of a month that is too short', () => {
    const basis = by('OPT_IN', { consentMonths: 1 });
    const state = said(['GRANTED', '2026-01-31']);

    expect(decide(state, basis, on('2026-02-28') - 1).isAllowed).toBe(true);
    expect(decide(state, basis, on('2026-02-28')).isAllowed).toBe(false);
  });
});

describe('a decision about no brand in particular', () => {
  const basis = by('OPT_IN');
  const wide = said(['GRANTED', MAY]);

  it('is that of all brands, where none was told no', () => {
    expect(decideAll(wide, [said(['GRANTED', JUNE])], basis, NOW)).toMatchObject({
      isAllowed: true,
      mark: { event: `GRANTED ${MAY}` },
    });
  });

  it('is a no, where one of them was told no', () => {
    const narrow = [said(['GRANTED', JUNE]), said(['WITHDRAWN', JUNE])];

    expect(decideAll(wide, narrow, basis, NOW)).toMatchObject({ isAllowed: false, reason: 'WITHDRAWN' });
  });

  it('is not a no, where that was taken back', () => {
    const narrow = [said(['WITHDRAWN', JUNE], ['GRANTED', JULY])];

    expect(decideAll(wide, narrow, basis, NOW).isAllowed).toBe(true);
  });

  it('is not allowed by a yes to one of them', () => {
    expect(decideAll({}, [said(['GRANTED', JUNE])], basis, NOW)).toMatchObject({
      isAllowed: false,
      reason: 'NO_CONSENT',
    });
  });
});
