import { allHoldouts, openHoldout } from '../holdouts/index.js';
import { uuidNamed } from './random.js';
import type { Simulation } from './simulation.js';

const OPENED_ON_DAY = 0.25;

/** Kept out of everything that is tried in the market where most of the story happens. */
export const DEMO_HOLDOUT = {
  id: uuidNamed('Acme Outdoor holdout german-shop'),
  seed: uuidNamed('Acme Outdoor seed german-shop'),
  key: 'german-shop',
  name: 'As before in the German shop',
  scope: 'MARKET',
  market: 'DE',
  sizeBp: 500,
  listSize: 90_000,
  baseRate: 0.15,
  exemptions: [
    { category: 'TRANSACTIONAL', reason: 'Whoever orders waits for the confirmation.' },
    { category: 'SAFETY', reason: 'A recall of climbing gear reaches everybody.' },
  ],
} as const;

/** Opens the holdout before the first experiment starts, unless it was told already. */
export async function openDemoHoldout({ context, turnTo }: Simulation): Promise<void> {
  const known = await allHoldouts(context.look.manager);
  if (known.some(({ key }) => key === DEMO_HOLDOUT.key)) return;
  turnTo(OPENED_ON_DAY);
  await context.change(openHoldout, DEMO_HOLDOUT);
}
