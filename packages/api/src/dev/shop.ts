import { type Random, logNormal } from './random.js';

/**
 * What a recipient does on average in one arm. `opened` and `clicked` are of the first mail, `visited` and `ordered` of
 * the two weeks after it; unsubscribing and complaining happen at any of the `mails`.
 */
export interface Rates {
  readonly mails: number;
  readonly delivered: number;
  readonly opened: number;
  readonly clicked: number;
  readonly visited: number;
  readonly ordered: number;
  readonly unsubscribedPerMail: number;
  readonly complainedPerMail: number;
}

/**
 * The shop as it is without any experiment. The rates of mails are of the order of the benchmarks that Mailchimp
 * publishes: about 35 % opened and 2.6 % clicked, 0.2 % to 0.3 % unsubscribed, 1 % bounced, and 0.012 % complained in
 * the table of 2018. Complaints are taken between that and the 0.1 % that Google asks senders to stay below.
 * Visits and orders are those of the customers who got no mail in Hillstrom's test, its "No E-Mail" segment.
 *
 * @see https://mailchimp.com/resources/email-marketing-benchmarks/
 * @see https://support.google.com/a/answer/81126
 * @see https://blog.minethatdata.com/2008/03/minethatdata-e-mail-analytics-and-data.html
 */
export const USUAL: Rates = {
  mails: 8,
  delivered: 0.99,
  opened: 0.35,
  clicked: 0.026,
  visited: 0.106,
  ordered: 0.0057,
  unsubscribedPerMail: 0.0022,
  complainedPerMail: 0.0003,
};

/** The customers who got the men's mail in Hillstrom's test. */
export const MAILED_WELL = { visited: 0.183, ordered: 0.0125 } as const;
/** The customers who got the women's mail. */
export const MAILED = { visited: 0.151, ordered: 0.0088 } as const;

/** 67,258 dollars over 578 orders in Hillstrom's test; the logarithms of the orders deviate by 0.83. In cents. */
const ORDER = { mean: 11_636, sigma: 0.83 };
/** The share of online sales that retailers expected back in 2025. @see https://nrf.com/research/2025-retail-returns-landscape */
const RETURNED = 0.193;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Something that happened to one recipient, so many milliseconds after the first mail. */
export interface Event {
  readonly type: string;
  readonly afterMs: number;
  readonly cents?: number;
}

/** Some customers are keen and come back often, most are not: that is what lets their past tell of their future. */
const KEEN = { share: 0.25, factor: 2.2 };
const VISITS_BEFORE = { keen: 0.6, other: 0.06, weeks: 4 };

/** What one recipient of an arm does. The order of the draws is part of the story: a new one goes to the end. */
export function eventsOf(rates: Rates, random: Random, { withPast = false } = {}): Event[] {
  const events: Event[] = [];
  const keen = random() < KEEN.share;
  const lift = keen ? KEEN.factor : (1 - KEEN.share * KEEN.factor) / (1 - KEEN.share);
  const within = (ms: number) => Math.ceil(random() * ms);
  if (random() < rates.delivered) events.push({ type: 'delivered', afterMs: within(HOUR) });
  const opens = random() < rates.opened;
  if (opens) events.push({ type: 'opened', afterMs: HOUR + within(2 * DAY) });
  const clicks = opens && random() < rates.clicked / rates.opened;
  if (clicks) events.push({ type: 'clicked', afterMs: 2 * DAY + HOUR + within(6 * HOUR) });
  events.push(...purchase(rates, random, lift));
  const leaving = 7 * DAY * (rates.mails / 2);
  if (random() < ever(rates.unsubscribedPerMail, rates.mails))
    events.push({ type: 'unsubscribed', afterMs: within(leaving) });
  if (random() < ever(rates.complainedPerMail, rates.mails))
    events.push({ type: 'complained', afterMs: within(leaving) });
  if (withPast) events.push(...past(random, keen));
  return events;
}

function purchase({ visited, ordered }: Rates, random: Random, lift: number): Event[] {
  if (random() >= visited * lift) return [];
  const visit = Math.ceil(random() * 12 * DAY);
  const events: Event[] = [{ type: 'visited', afterMs: visit }];
  if (random() >= ordered / visited) return events;
  const order = visit + Math.ceil(random() * HOUR);
  const cents = Math.min(49_900, Math.round(logNormal(random, ORDER)));
  events.push({ type: 'ordered', afterMs: order, cents });
  if (random() < RETURNED) {
    events.push({
      type: 'refunded',
      afterMs: order + 2 * DAY + Math.ceil(random() * 7 * DAY),
      cents: -cents,
    });
  }
  return events;
}

function past(random: Random, keen: boolean): Event[] {
  const chance = keen ? VISITS_BEFORE.keen : VISITS_BEFORE.other;
  const weeks = Array.from({ length: VISITS_BEFORE.weeks }, (_none, week) => week);
  return weeks.flatMap(week =>
    random() < chance ? [{ type: 'visited', afterMs: -Math.ceil((week + random()) * 7 * DAY) }] : [],
  );
}

/** The chance that something of this chance happens at least once in so many independent mails. */
const ever = (chance: number, mails: number): number => 1 - (1 - chance) ** mails;
