import { type ExposureClaim, type Plan, assign, recordExposures } from '../assignment/index.js';
import { type OutcomeClaim, recordOutcomes } from '../metrics/index.js';
import type { IngestReceipt } from '../kernel/receipt.js';
import { Batches } from './batches.js';
import { type Random, randomNamed } from './random.js';
import { type Event, type Rates, USUAL, eventsOf } from './shop.js';
import type { Simulation } from './simulation.js';
import type { Traffic } from './story.js';

export interface Mailing {
  readonly experimentKey: string;
  /** Tells the outcomes of one phase from those of another. */
  readonly name: string;
  readonly traffic: Traffic;
}

interface Mailed {
  readonly exposure: ExposureClaim | null;
  readonly outcomes: OutcomeClaim[];
}

/** Mails customers as assigned, and records what they did up to the present of the simulation. Counts the facts. */
export async function mail(simulation: Simulation, mailing: Mailing): Promise<number> {
  const { facts, plans, recipientId, now } = simulation.context;
  const exposures = new Batches<ExposureClaim>(claims =>
    recordExposures(facts, { plans, recipientId, now: now() }, claims).then(refuseRejections),
  );
  const outcomes = new Batches<OutcomeClaim>(claims =>
    recordOutcomes(facts, { recipientId, now: now() }, claims).then(refuseRejections),
  );
  for (const mailed of recipients(simulation, mailing, await plans.current())) {
    if (mailed.exposure) exposures.add(mailed.exposure);
    for (const outcome of mailed.outcomes) outcomes.add(outcome);
    // The turn is waited for between recipients, so that most of them cost no turn of the event loop.
    if (exposures.isFull) await exposures.dispatch();
    if (outcomes.isFull) await outcomes.dispatch();
  }
  await exposures.end();
  await outcomes.end();
  return exposures.count + outcomes.count;
}

/** Whoever is held out and shown a variant all the same is refused and counted: that belongs to the story. */
function refuseRejections({ rejected }: IngestReceipt): void {
  const first = rejected.find(({ code }) => code !== 'HELD_OUT');
  if (first) throw new Error(`a fact of the demo was refused: ${first.code}, ${first.message}`);
}

/** One recipient at a time: the shop is never held in memory. */
function* recipients(simulation: Simulation, mailing: Mailing, plan: Plan): Generator<Mailed> {
  const { experimentKey, name, traffic } = mailing;
  const luckOf = randomNamed(`${experimentKey} ${name}`);
  const [from, to] = traffic.customers;
  let leftToShow = traffic.heldOutButShown ?? 0;
  for (let customer = from; customer < to; customer += 1) {
    const recipientKey = `acme-${String(customer).padStart(6, '0')}`;
    const { variant, reason } = assign(plan, experimentKey, recipientKey);
    if (variant) {
      yield mailed(simulation, mailing, { recipientKey, variantKey: variant.key, random: luckOf(customer) });
    } else if (reason === 'HELD_OUT') {
      yield leftAlone(simulation, mailing, {
        recipientKey,
        isShown: leftToShow > 0,
        random: luckOf(customer),
      });
      leftToShow -= 1;
    }
  }
}

interface Customer {
  readonly recipientKey: string;
  readonly random: Random;
}

function mailed(
  simulation: Simulation,
  mailing: Mailing,
  { variantKey, ...customer }: Customer & { readonly variantKey: string },
): Mailed {
  const { experimentKey, traffic } = mailing;
  const rates = traffic.rates[variantKey];
  if (!rates) throw new Error(`the story of "${experimentKey}" does not say what "${variantKey}" does`);
  const occurredAt = instantOf(simulation, traffic, customer.random);
  const isReported = customer.random() >= shareUnreported(traffic, variantKey);
  const outcomes = outcomesOf(simulation, mailing, { ...customer, rates, occurredAt });
  const exposure = { experimentKey, recipientKey: customer.recipientKey, variantKey, occurredAt };
  return { exposure: isReported ? exposure : null, outcomes };
}

/** Whoever is held out gets what everybody got before, unless the sender does not heed the answer. */
function leftAlone(
  simulation: Simulation,
  mailing: Mailing,
  { isShown, ...customer }: Customer & { readonly isShown: boolean },
): Mailed {
  const { experimentKey, traffic } = mailing;
  const occurredAt = instantOf(simulation, traffic, customer.random);
  const variantKey = isShown ? (Object.keys(traffic.rates).at(-1) ?? null) : null;
  const outcomes = outcomesOf(simulation, mailing, { ...customer, rates: USUAL, occurredAt });
  return {
    exposure: { experimentKey, recipientKey: customer.recipientKey, variantKey, occurredAt },
    outcomes,
  };
}

function instantOf({ at }: Simulation, { days: [first, last] }: Traffic, random: Random): Date {
  return at(first + random() * (last - first));
}

function outcomesOf(
  { context }: Simulation,
  { experimentKey, name, traffic }: Mailing,
  {
    recipientKey,
    random,
    rates,
    occurredAt,
  }: Customer & { readonly rates: Rates; readonly occurredAt: Date },
): OutcomeClaim[] {
  const present = context.now().getTime();
  const claim = (event: Event, index: number): OutcomeClaim => ({
    id: `${experimentKey}/${name}/${index}-${event.type}`,
    recipientKey,
    type: event.type,
    occurredAt: new Date(occurredAt.getTime() + event.afterMs),
    ...(event.cents !== undefined && { value: event.cents, currency: 'EUR' }),
  });
  return eventsOf(rates, random, { withPast: traffic.withPast ?? false })
    .map(claim)
    .filter(outcome => outcome.occurredAt.getTime() <= present);
}

const shareUnreported = ({ unreported }: Traffic, variantKey: string): number =>
  unreported?.variantKey === variantKey ? unreported.share : 0;
