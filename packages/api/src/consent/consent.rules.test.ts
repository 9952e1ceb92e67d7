import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConsentState, MARKS, type MarkedEvent, markOf, merged, stateAfter } from './consent.rules.js';
import { type Basis, decide } from './consent-decision.rules.js';

const RUNS = 10_000;
const BASES = ['OPT_IN', 'DOUBLE_OPT_IN', 'SOFT_OPT_IN', 'OPT_OUT', 'IMPLIED'] as const;
const NOES = ['OBJECTED', 'RESTRICTED', 'WITHDRAWN', 'DENIED', 'COMPLAINED', 'SIGNALLED', 'ERASED'] as const;

/** Few instants, so that many events are of the same one. */
const event = fc.record<MarkedEvent>({
  countsAs: fc.constantFrom(...MARKS),
  at: fc.integer({ min: 1, max: 12 }).map(month => Date.UTC(2026, month)),
  event: fc.uuid(),
});
const events = fc.array(event, { maxLength: 20 });
const basis = fc.record<Basis>({
  basis: fc.constantFrom(...BASES),
  consentMonths: fc.constantFrom(null, 3, 24),
  customerMonths: fc.constantFrom(null, 24),
  inquiryMonths: fc.constantFrom(null, 6),
});
const now = fc.integer({ min: 13, max: 60 }).map(month => Date.UTC(2026, month));

const after = (sequence: readonly MarkedEvent[]): ConsentState => sequence.reduce(stateAfter, {});

describe('what is known of a recipient', () => {
  it('is the same in whatever order events come, and however often', () => {
    const twoOrders = events.chain(sequence =>
      fc.tuple(
        fc.constant(sequence),
        fc.shuffledSubarray([...sequence, ...sequence], { minLength: 2 * sequence.length }),
      ),
    );

    fc.assert(
      fc.property(twoOrders, ([sequence, another]) => {
        expect(after(another)).toEqual(after(sequence));
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same whether it is taken whole or merged of parts, in whatever order', () => {
    fc.assert(
      fc.property(events, events, events, (one, other, third) => {
        const [a, b, c] = [after(one), after(other), after(third)];

        expect(merged(a, b)).toEqual(after([...one, ...other]));
        expect(merged(a, b)).toEqual(merged(b, a));
        expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c)));
        expect(merged(a, a)).toEqual(a);
      }),
      { numRuns: RUNS / 10 },
    );
  });

  it('of two events of one instant is the same one on every machine', () => {
    const [one, other] = ['1', '2'].map(id => ({ countsAs: 'GRANTED' as const, at: 1, event: id }));

    expect(after([one!, other!])).toEqual(after([other!, one!]));
  });
});

describe('a no', () => {
  it('of the same instant as everything else, or of a later one, is never overruled', () => {
    fc.assert(
      fc.property(events, fc.constantFrom(...NOES), basis, now, (sequence, countsAs, rule, at) => {
        const last = Math.max(0, ...sequence.map(one => one.at));
        const no = { countsAs, at: last, event: '00000000-0000-0000-0000-000000000000' };

        expect(decide(after([...sequence, no]), rule, at).isAllowed).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  it('is not overruled by an older yes that arrives later', () => {
    fc.assert(
      fc.property(
        events,
        events,
        fc.constantFrom(...NOES),
        basis,
        now,
        (before, late, countsAs, rule, at) => {
          const no = { countsAs, at: Date.UTC(2026, 12), event: '00000000-0000-0000-0000-000000000000' };

          expect(decide(after([...before, no, ...late]), rule, at).isAllowed).toBe(false);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('is not overruled by an import, a purchase or an inquiry, be they later', () => {
    const importing = fc
      .array(
        fc.record({
          countsAs: fc.constantFrom('IMPORTED', 'IMPORT_CONFIRMED', 'CUSTOMER', 'INQUIRED', 'EXPIRED'),
          at: fc.integer({ min: 13, max: 24 }).map(month => Date.UTC(2026, month)),
          event: fc.uuid(),
        }),
      )
      .map(list => list as MarkedEvent[]);

    fc.assert(
      fc.property(
        events,
        importing,
        fc.constantFrom(...NOES),
        basis,
        now,
        (said, imported, countsAs, rule, at) => {
          const no = { countsAs, at: Date.UTC(2026, 12), event: '00000000-0000-0000-0000-000000000000' };

          expect(decide(after([...said, no, ...imported]), rule, at).isAllowed).toBe(false);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('more never allows more', () => {
    fc.assert(
      fc.property(events, event, fc.constantFrom(...NOES), basis, now, (said, one, countsAs, rule, at) => {
        const before = decide(after(said), rule, at);
        const with_ = decide(after([...said, { ...one, countsAs }]), rule, at);

        expect(before.isAllowed || !with_.isAllowed).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('an erased recipient', () => {
  it('is allowed nothing, whatever else was said and will be', () => {
    fc.assert(
      fc.property(events, event, basis, now, (said, one, rule, at) => {
        const state = after([...said, { ...one, countsAs: 'ERASED' }]);

        expect(decide(state, rule, at)).toMatchObject({ isAllowed: false, reason: 'ERASED' });
      }),
      { numRuns: RUNS },
    );
  });
});

describe('an event', () => {
  it.each([
    ['GRANT', 'EXPRESS', null, 'GRANTED'],
    ['GRANT', 'EXPRESS', 'OPT_IN', 'GRANTED'],
    ['GRANT', 'EXPRESS', 'DOUBLE_OPT_IN', 'REQUESTED'],
    ['GRANT', 'CUSTOMER', null, 'CUSTOMER'],
    ['GRANT', 'INQUIRY', null, 'INQUIRED'],
    ['IMPORT', 'EXPRESS', 'DOUBLE_OPT_IN', 'IMPORTED'],
    ['IMPORT', 'CONFIRMED', null, 'IMPORT_CONFIRMED'],
    ['IMPORT', 'CUSTOMER', null, 'CUSTOMER'],
    ['CONFIRM', null, 'DOUBLE_OPT_IN', 'CONFIRMED'],
    ['DENY', null, null, 'DENIED'],
    ['WITHDRAW', null, null, 'WITHDRAWN'],
    ['COMPLAINT', null, null, 'COMPLAINED'],
    ['OPT_OUT_SIGNAL', null, null, 'SIGNALLED'],
    ['OBJECT', null, null, 'OBJECTED'],
    ['RESTRICT', null, null, 'RESTRICTED'],
    ['EXPIRE', null, null, 'EXPIRED'],
    ['ERASE', null, null, 'ERASED'],
  ] as const)(
    '%s on the ground %s, to a notice that is answered by %s, counts as %s',
    (...[action, ground, mechanism, mark]) => {
      expect(markOf(action, ground, mechanism)).toBe(mark);
    },
  );
});
