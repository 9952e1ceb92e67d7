import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { LAUNCH_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { createExperiment, defineMetric, recordExposures, recordOutcomes } from '../support/make.js';
import { importedExperiment } from '../support/results.js';

/** Shorter than a test may take, so that it is told what was waited for. */
const PATIENCE_MS = 8000;

/** A whole Probity with a browser in front of it. */
export interface Stage {
  readonly house: House;
  /** A page of nobody known. */
  stranger(look?: Look): Promise<Page>;
  /** A page of somebody signed in with these roles, at an address such as `/experiments`. */
  visit(path: string, look?: Look & { roles?: readonly string[] }): Promise<Page>;
  /** Errors of the pages, and requests to anywhere else: there must be none. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

export async function openStage(): Promise<Stage> {
  const executablePath = await findChromium({ install: true });
  const house = await openHouse();
  const browser = await chromium.launch({ executablePath, args: [...LAUNCH_FLAGS] });
  const faults: string[] = [];
  const stranger = async (look: Look = {}) => {
    const page = await (await contextOf(browser, look)).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    watch(page, house.url, faults);
    return page;
  };
  return {
    house,
    faults,
    stranger,
    visit: async (path, { roles = ['administrator'], ...look } = {}) => {
      const page = await stranger(look);
      await signIn(page, house, roles);
      await page.goto(`${house.url}/#${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      await house.close();
    },
  };
}

const contextOf = (
  browser: Browser,
  { colorScheme = 'light', width = 1280 }: Look,
): Promise<BrowserContext> =>
  browser.newContext({
    colorScheme,
    viewport: { width, height: 900 },
    // Nothing moves, so that nothing is looked at halfway.
    reducedMotion: 'reduce',
  });

/** Without the screen: the cookie that the answer sets is the browser's. */
async function signIn(page: Page, house: House, roles: readonly string[]): Promise<void> {
  const token = await house.signInToken(roles);
  const query = 'mutation ($token: String!) { signIn(token: $token) { id } }';
  const response = await page.request.post(`${house.url}/graphql`, { data: { query, variables: { token } } });
  if (!(await response.text()).includes('"signIn"')) throw new Error('the test could not sign in');
}

function watch(page: Page, url: string, faults: string[]): void {
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('request', request => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) faults.push(request.url());
  });
}

/** What axe finds wrong with a page, by the rules of WCAG 2.2 AA. */
export async function barriersOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .options({ resultTypes: ['violations'] })
    // There are no frames here, so the page can be judged in one go.
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Two metrics and three drafts. */
export async function draftsIn(client: Client): Promise<void> {
  await defineMetric(client);
  await defineMetric(client, {
    key: 'unsubscribed',
    name: 'Unsubscribe rate',
    outcomeTypes: ['unsubscribed'],
    direction: 'DECREASE',
  });
  await createExperiment(client, { name: 'Short subject lines', market: 'NL', channel: 'email' });
  await createExperiment(client, { key: 'send-time', name: 'Send time by model', market: 'DE' });
  await createExperiment(client, { key: 'cart-tone', name: 'Tone of the cart reminder', market: 'NL' });
}

interface Arm {
  readonly variantKey: string;
  readonly units: number;
  readonly orders: number;
}

/** A running experiment with results: so many recipients of each arm, of whom so many ordered. */
export async function resultsIn(client: Client, key: string, arms: readonly Arm[]): Promise<void> {
  const { at } = await importedExperiment(client, key, { metric: { name: 'Order rate' } });
  const recipients = arms.flatMap(({ variantKey, units, orders }) =>
    Array.from({ length: units }, (_none, index) => ({
      recipientKey: `${key}-${variantKey}-${index}`,
      variantKey,
      isBuyer: index < orders,
    })),
  );
  await recordExposures(
    client,
    recipients.map(({ recipientKey, variantKey }) => ({
      experimentKey: key,
      recipientKey,
      variantKey,
      occurredAt: at(0),
    })),
  );
  await recordOutcomes(
    client,
    recipients
      .filter(({ isBuyer }) => isBuyer)
      .map(({ recipientKey }) => ({
        id: `${recipientKey}-order`,
        recipientKey,
        type: 'ordered',
        // Outcomes of the future are not counted yet, so these come with the exposure.
        occurredAt: at(0),
      })),
  );
}

export const arm = (variantKey: string, units: number, orders: number): Arm => ({
  variantKey,
  units,
  orders,
});
